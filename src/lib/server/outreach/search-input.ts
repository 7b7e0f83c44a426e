import * as z from 'zod/mini';
import { check } from '$lib/domain/shared/check';
import { refuse, type Result } from '$lib/domain/shared/result';
import { readJson } from '../shared/read-json';

// names and addresses of people go in a body: what stands in an address is kept by proxies and browsers
const text = z.optional(z.string().check(z.maxLength(500)));
const texts = z.optional(z.array(z.string().check(z.maxLength(500))).check(z.maxLength(50)));
const limit = z.optional(z.int());

const contactSearch = z.object({
  ...{ network: z.string(), q: text, role: text, municipality: text, after: text, limit },
  ...{ removed: z.optional(z.boolean()), whole: z.optional(z.boolean()) }
});
const meetingSearch = z.object({
  ...{ network: z.string(), q: text, form: text, barrier: text, municipality: text, after: text, limit }
});
const sameSearch = z.object({
  ...{ network: z.string(), contact: text, name: text, municipality: text, emails: texts, phones: texts }
});

async function read<T extends z.ZodMiniType>(request: Request, shape: T): Promise<Result<z.output<T>>> {
  const body = await readJson(request);
  return body.ok ? check(shape, body.value) : body;
}

export const readContactSearch = (request: Request) => read(request, contactSearch);
export const readMeetingSearch = (request: Request) => read(request, meetingSearch);
export const readSameSearch = (request: Request) => read(request, sameSearch);

/** Where a list is asked for words in its address; null where it is not. */
export function refuseWords(url: URL): ReturnType<typeof refuse> | null {
  if (!url.searchParams.has('q')) return null;
  return refuse('search-by-post', 'q', `Search with POST ${url.pathname}/search and the words in its body.`);
}
