import type { PeerGroupSaid } from '$lib/domain/assessment/comparison';
import type { PeerKind } from '$lib/domain/assessment/peer-groups';
import { m } from '$lib/paraglide/messages.js';
import { readerLocale } from '$lib/ui/reader-locale';

const KINDS: Record<PeerKind, () => string> = {
  A: m.compare_kind_a,
  B: m.compare_kind_b,
  C: m.compare_kind_c,
  u1: m.compare_kind_u1,
  u2: m.compare_kind_u2,
  u3: m.compare_kind_u3,
  unknown: m.compare_kind_unknown
};

/** "smaller towns and rural municipalities with 10,000 to 19,999 inhabitants" */
export function groupWords({ kinds: of, min, max }: PeerGroupSaid): string {
  const kinds = new Intl.ListFormat(readerLocale()).format(of.map((kind) => KINDS[kind]()));
  const number = (n: number) => n.toLocaleString(readerLocale());
  if (min !== null && max !== null) return m.compare_size_between({ kinds, min: number(min), max: number(max) });
  if (min !== null) return m.compare_size_from({ kinds, min: number(min) });
  return max !== null ? m.compare_size_under({ kinds, max: number(max) }) : m.compare_size_any({ kinds });
}
