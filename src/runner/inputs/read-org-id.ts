import { identifier } from './readers.js';

export const readOrgId = identifier('or', 'the settings of the organisation in the Dfns dashboard');
