// In the place of a package that may be missing (tsconfig.json).
