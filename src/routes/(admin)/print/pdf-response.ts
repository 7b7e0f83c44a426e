import { toResponse } from '$lib/server/shared/to-response';
import type { Result } from '$lib/domain/shared/result';

/** A document as the browser shows it; what one person may print is in nobody's cache. */
export function pdfResponse(result: Result<{ pdf: Uint8Array; fileName: string }>): Response {
  if (!result.ok) return toResponse(result);
  return new Response(new Uint8Array(result.value.pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${result.value.fileName}"`,
      'cache-control': 'private, no-store'
    }
  });
}
