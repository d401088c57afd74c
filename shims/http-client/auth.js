export * from 'full-http-client/lib/auth';
