export * from 'full-http-client/lib/proxy';
