import type { Locale } from '../../shared/locale';
import type { SizeClassId } from '../../register/size-class';

/** Markdown as an analyst typed it, in each language it was written in; numbers stand in braces. */
export type OwnText = Partial<Record<Locale, string>>;

/** Where something is put in: at the end of a chapter, or behind a block of it. */
export interface Place {
  /** Id of the heading of its section; for a chapter, of any part of the chapter it follows. */
  chapter: string;
  /** Id of a block of that chapter. */
  after: string | null;
}

export type QuoteRole = 'official' | 'politician' | 'manager' | 'it' | 'other';

/** `redacted`: its words were taken out after it was frozen. */
export type Addition = { redacted?: 'quote' | 'words' } & (
  | { kind: 'paragraph'; id: string; place: Place; text: OwnText }
  /** A chapter of its own, behind the chapter `place.chapter`; `title` is plain text without numbers. */
  | { kind: 'chapter'; id: string; place: Place; title: OwnText; text: OwnText }
  | {
      kind: 'quote';
      id: string;
      place: Place;
      /** The note it was said in: consent is asked for there, each time. */
      raisedId: string;
      /** In one language as it was noted, in others translated. */
      text: OwnText;
      /** The day the speaker confirmed the wording, ISO date. */
      confirmedOn: string;
      role: QuoteRole | null;
      /** Null where too few municipalities of that class were met to say it. */
      size: SizeClassId | null;
    }
  | {
      kind: 'picture';
      id: string;
      place: Place;
      sha256: string;
      type: 'image/jpeg' | 'image/png';
      width: number;
      height: number;
      /** For those who do not see it; in every language of the report. */
      alt: OwnText;
      caption: OwnText;
    }
);

/** A number in a text that is no result of this report, as it is typed, with where it is from. */
export interface FixedNumber {
  number: string;
  source: string;
}

/** A proposal that was drafted and is not made. */
export interface RejectedProposal {
  /** Id of the measure. */
  measure: string;
  reason: string;
}

/** What analysts changed in a drafted report. Everything in it refers by id, so that it survives new numbers. */
export interface Editorial {
  format: 1;
  /** By chapter the ids of its blocks in the order wanted; blocks not named stay behind the one they followed. */
  order: Readonly<Record<string, readonly string[]>>;
  /** Ids of findings left out. */
  hidden: readonly string[];
  /** By finding what is said instead. */
  texts: Readonly<Record<string, OwnText>>;
  additions: readonly Addition[];
  rejected: readonly RejectedProposal[];
  /** By finding or addition the typed numbers that somebody answers for; left out where there are none. */
  fixed?: Readonly<Record<string, readonly FixedNumber[]>>;
  /** How counts are shown, where it was chosen: multiples of a base; kept as the last edition has them. */
  numbers?: { roundTo: number | null; keep: boolean };
}

export const NO_EDITORIAL: Editorial = { format: 1, order: {}, hidden: [], texts: {}, additions: [], rejected: [] };
