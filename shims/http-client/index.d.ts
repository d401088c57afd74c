export * from 'full-http-client';
