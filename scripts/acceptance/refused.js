/** What is wrong before anything was made or cleared: the command ends with 2. */
export class Refused extends Error {}
