import type { Problem } from '$lib/domain/shared/result';

export type Sent =
  | { kind: 'done' }
  | { kind: 'refused'; problems: Problem[] }
  /** No network, or it broke off: nothing was attached. */
  | { kind: 'lost' }
  | { kind: 'signed-out' }
  | { kind: 'failed' }
  | { kind: 'cancelled' };

export interface FileToSend {
  /** A UUIDv7 made once for this file: sent twice, it is kept once. */
  id: string;
  assessmentId: string;
  criterionId: string;
  file: File;
}

/**
 * Sends one file; `onprogress` gets the share sent, 0 to 1. XMLHttpRequest, because fetch tells nothing while it sends.
 */
export function sendFile(
  { id, assessmentId, criterionId, file }: FileToSend,
  onprogress: (share: number) => void,
  signal: AbortSignal
): Promise<Sent> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const place = new URLSearchParams({ assessment: assessmentId, criterion: criterionId, name: file.name });
    request.open('PUT', `/api/v1/evidence/${id}?${place.toString()}`);
    request.upload.onprogress = ({ loaded, total }) => onprogress(total ? loaded / total : 0);
    request.onload = () => resolve(read(request));
    request.onerror = () => resolve({ kind: 'lost' });
    request.onabort = () => resolve({ kind: 'cancelled' });
    signal.addEventListener('abort', () => request.abort());
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.send(file);
  });
}

function read({ status, responseText }: XMLHttpRequest): Sent {
  if (status === 401) return { kind: 'signed-out' };
  try {
    const body = JSON.parse(responseText) as { id?: string; errors?: Problem[] };
    if (status === 200 && body.id) return { kind: 'done' };
    return status < 500 && body.errors ? { kind: 'refused', problems: body.errors } : { kind: 'failed' };
  } catch {
    // a captive portal answers with a page of its own
    return { kind: status < 500 ? 'lost' : 'failed' };
  }
}
