/** Ctrl-C and SIGTERM as a promise. A repeated signal does nothing more: npm passes Ctrl-C on to those who have it from the terminal. */
export function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.on('SIGINT', () => resolve());
    process.on('SIGTERM', () => resolve());
  });
}
