/** How the parameter `as_of` is described, which every read takes, and the answer where it comes too early. */
import type { ApiQueryOptions, ApiResponseOptions } from '@nestjs/swagger';

export const AS_OF: ApiQueryOptions = {
  name: 'as_of',
  required: false,
  description: 'What was known at that instant (RFC 3339 with an offset), as a platform that had stopped there.',
};

export const NOT_SETTLED: ApiResponseOptions = {
  status: 409,
  description: 'as_of is not settled yet; the problem names the youngest instant that is.',
};
