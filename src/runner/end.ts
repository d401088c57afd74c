/** Milliseconds for what was printed to leave. */
const grace = 1_000;

/**
 * Ends the process once its work is done, also where a client of a cloud left a socket, a timer or a child open. Nothing is cut short:
 * where nothing is open the process has ended before, and what is printed by then has gone.
 */
export function endSoon(): void {
  setTimeout(() => process.stdout.write('', () => process.exit()), grace).unref();
}
