import { refuse } from '$lib/domain/shared/result';

/** Whether reading a body was given up at the server's own limit (`BODY_SIZE_LIMIT`), which throws while it is read. */
export const isTooLarge = (error: unknown): boolean => (error as { status?: number } | null)?.status === 413;

/** Said with status 413; the rest of the body is let pass unread, so that whoever is sending it can read this. */
export const bodyTooLarge = () =>
  refuse('body-too-large', 'body', 'This request is larger than this server takes at once - send it in smaller parts.');
