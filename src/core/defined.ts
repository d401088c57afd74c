type Keys<T, IsOptional> = {
  [K in keyof T]: undefined extends T[K] ? (IsOptional extends true ? K : never) : IsOptional extends true ? never : K;
}[keyof T];

/** The same members, those that may be `undefined` as optional ones. */
export type Defined<T> = { [K in Keys<T, false>]: T[K] } & { [K in Keys<T, true>]?: Exclude<T[K], undefined> };

/** The members that have a value: `undefined` and an empty text are left out. */
export function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
  ) as Defined<T>;
}
