/** Where a platform answers that was started with defaults. */
export const DEFAULT_URL = 'http://127.0.0.1:3000';
