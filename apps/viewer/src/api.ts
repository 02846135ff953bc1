/** The platform's API from the page: same origin, with the token where the platform asks for one. */
import { BehaviorSubject } from 'rxjs';

const KEY = 'plumbline.token';

/** Whether an answer was refused for want of a token. */
export const tokenIsNeeded = new BehaviorSubject(false);

/** For this tab only. */
export function useToken(token: string): void {
  sessionStorage.setItem(KEY, token);
  window.location.reload();
}

export const apiFetch: typeof fetch = async (input, init) => {
  const token = sessionStorage.getItem(KEY);
  const headers = new Headers(init?.headers);
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  const response = await fetch(input, { ...init, headers });
  if (response.status === 401) tokenIsNeeded.next(true);
  return response;
};

const asked = new Map<string, Promise<Response>>();

/** Panels of one page ask for the same rows; each question is asked once at a time. Of GET alone. */
export const sharedFetch: typeof fetch = async (input, init) => {
  if (typeof input !== 'string' || (init?.method ?? 'GET') !== 'GET') return apiFetch(input, init);
  let answer = asked.get(input);
  if (!answer) {
    answer = apiFetch(input, init).finally(() => asked.delete(input));
    asked.set(input, answer);
  }
  return (await answer).clone();
};

/** @throws Error with the API's own words */
export async function getJson<Body>(address: string, signal?: AbortSignal): Promise<Body> {
  const response = await apiFetch(address, { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) });
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(problemText(body, response.status));
  return body as Body;
}

function problemText(body: unknown, status: number): string {
  const { title, detail } = (body ?? {}) as { title?: string; detail?: string };
  return [title ?? `The platform answers with ${status}`, detail].filter(Boolean).join('. ');
}
