/** The answer at an address of the API, while it is loaded and after. */
import { useEffect, useState } from 'react';
import { getJson } from '../api';

export interface Answered<Body> {
  readonly address: string;
  readonly body?: Body;
  readonly failure?: string;
}

/** The answer before stays until the new one is there: the page does not jump. */
export function useJson<Body>(address: string): Answered<Body> | undefined {
  const [answered, setAnswered] = useState<Answered<Body>>();
  useEffect(() => {
    const leaving = new AbortController();
    getJson<Body>(address, leaving.signal).then(
      (body) => setAnswered({ address, body }),
      (error: unknown) => {
        if (!leaving.signal.aborted)
          setAnswered({ address, failure: error instanceof Error ? error.message : String(error) });
      },
    );
    return () => leaving.abort();
  }, [address]);
  return answered;
}
