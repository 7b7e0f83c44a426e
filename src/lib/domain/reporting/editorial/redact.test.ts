import { describe, expect, it } from 'vitest';
import type { ReportDocument } from '../document';
import { phrase } from '../draft';
import { NO_MATERIAL } from '../report-material';
import { type Addition, NO_EDITORIAL } from './editorial';
import { type Redactable, redactPoint, redactStory, redactTraces } from './redact';

const place = { chapter: 'first', after: null };
const additions: Addition[] = [
  { kind: 'paragraph', id: 'p1', place, text: { en: 'Ask Karin Lund' } },
  { kind: 'paragraph', id: 'p2', place, text: { en: 'Ask anybody' } }
];
const story = (id: string) => ({
  ...{ id, dimension: 'legal', criterion: null, month: '2026-11', text: { sv: id }, mentee: 'A', mentor: 'B' }
});
const quote = (id: string) => ({ kind: 'quote', id, text: {}, by: phrase('quote.somebody') }) as const;
const edition = {
  document: {
    blocks: [
      { kind: 'heading', id: 'stories', level: 3, text: phrase('summary.heading') },
      { kind: 'paragraph', id: 'stories-explain', text: phrase('summary.heading') },
      ...['story-s1', 'story-s2'].map(quote),
      ...['p1', 'p2'].map((id) => ({ kind: 'prose', id, parts: { en: [] } }) as const)
    ]
  } as unknown as ReportDocument,
  editorial: { ...NO_EDITORIAL, additions, rejected: [{ measure: 'm', reason: 'Karin Lund says no' }] },
  material: { ...NO_MATERIAL, stories: [story('s1'), story('s2')] }
} as Redactable;
const idsOf = ({ document }: Redactable) => document.blocks.map(({ id }) => id);

describe('taking out of an edition', () => {
  it('a person: every text with their name, and the name in a reason; nothing else', () => {
    const { left, blocks } = redactTraces(edition, (text) => text.includes('Karin Lund'))!;
    expect(blocks).toEqual(['p1', 'rejected.m']);
    expect(JSON.stringify(left)).not.toContain('Karin');
    expect(JSON.stringify(left)).toContain('Ask anybody');
    expect(left.document.blocks.find(({ id }) => id === 'p1')?.kind).toBe('note');
    expect(redactTraces(edition, (text) => text.includes('Nobody'))).toBeNull();
  });

  it('a municipality’s point: off the map and out of what the map is drawn from; its namesake stays', () => {
    const point = (code: string, x: number) => ({ code, name: 'Exempelby', x, y: 2, level: 1 });
    const points = [point('01', 1), point('02', 9)];
    const boundaries = { width: 10, height: 10, source: '', areas: [], points };
    const drawn = points.map(({ name, x, y, level }) => ({ label: { text: name }, x, y, level }));
    const map = { kind: 'chart', id: 'chart-map', chart: { type: 'map', points: drawn } };
    const mapped = {
      ...edition,
      document: { ...edition.document, blocks: [...edition.document.blocks, map] },
      material: { ...edition.material, boundaries }
    } as unknown as Redactable;
    const { left, blocks } = redactPoint(mapped, { code: '02', name: 'Exempelby' })!;
    expect(blocks).toEqual(['chart-map']);
    expect(left.material.boundaries?.points).toEqual([points[0]]);
    expect(left.document.blocks.at(-1)).toMatchObject({ chart: { points: [drawn[0]] } });
    expect(redactPoint(left, { code: '02', name: 'Exempelby' })).toBeNull();
    expect(redactPoint(edition, { code: '01', name: 'Exempelby' })).toBeNull();
  });

  it('a story; with the last one what leads to them', () => {
    const one = redactStory(edition, 's1')!;
    expect(idsOf(one.left)).toEqual(['stories', 'stories-explain', 'story-s2', 'p1', 'p2']);
    expect(one.blocks).toEqual(['story-s1']);
    expect(idsOf(redactStory(one.left, 's2')!.left)).toEqual(['p1', 'p2']);
    expect(redactStory(edition, 's3')).toBeNull();
  });
});
