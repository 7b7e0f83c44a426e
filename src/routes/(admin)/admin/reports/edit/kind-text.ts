import type { Block } from '$lib/domain/reporting/document';
import { m } from '$lib/paraglide/messages.js';

const TEXTS: Record<Block['kind'], () => string> = {
  heading: () => m.editions_kind_heading(),
  finding: () => m.editions_kind_finding(),
  paragraph: () => m.editions_kind_text(),
  note: () => m.editions_kind_note(),
  table: () => m.editions_kind_table(),
  chart: () => m.editions_kind_chart(),
  proposal: () => m.editions_kind_proposal(),
  prose: () => m.editions_kind_text(),
  quote: () => m.editions_kind_quote(),
  picture: () => m.editions_kind_picture()
};

export const kindText = (kind: Block['kind']) => TEXTS[kind]();
