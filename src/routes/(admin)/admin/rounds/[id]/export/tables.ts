import { wordAllReasons } from '$lib/client/screens/pairing-reasons';
import { sayLeftOut, sayRuledOut } from '$lib/client/screens/rounds/left-out-words';
import { INVITATION_WORDS, SAID_WORDS } from '$lib/client/screens/rounds/round-words';
import type { CsvCell } from '$lib/domain/shared/csv';
import { m } from '$lib/paraglide/messages.js';
import type { WishesShown } from '$lib/server/mentoring/board-service';
import type { RoundShown } from '$lib/server/mentoring/service';
import type { InvitationRow } from '../shape-invitations';

type Theme = (dimension: string) => string;
const several = (dimensions: readonly string[], theme: Theme) => dimensions.map(theme).join(', ');
const day = (at: Date | null) => at?.toISOString().slice(0, 10) ?? null;
const fit = (score: number) => Math.round(score * 100);

/** Who has said what, while wishes come in. */
export function wishesTable(rows: WishesShown['municipalities'], theme: Theme): CsvCell[][] {
  return [
    [
      ...[m.round_said_code(), m.round_unmatched_name(), m.round_said_county(), m.round_said_filter()],
      ...[m.round_said_wants(), m.round_said_gives(), m.round_said_places(), m.round_said_at()]
    ],
    ...rows.map((row) => [
      ...[row.code, row.name, row.county, SAID_WORDS[row.said]()],
      ...[several(row.wants, theme), several(row.offers, theme), row.capacity, day(row.at)]
    ])
  ];
}

/** A draft's pairs with why, and those without a mentor. */
export function draftTable({ round, pairings, without }: RoundShown, theme: Theme): CsvCell[][] {
  const pins = new Set(round.pins.map((pin) => pin.join('/')));
  return [
    [
      ...[m.round_col_mentee(), m.round_col_mentor(), m.round_col_theme(), m.round_col_score()],
      ...[m.round_table_mark(), m.round_table_why()]
    ],
    ...pairings.map((pair) => [
      ...[pair.mentee, pair.mentor, theme(pair.dimension), fit(pair.score)],
      pins.has(`${pair.menteeId}/${pair.groupId ?? pair.mentorId}`) ? m.round_card_pinned() : null,
      wordAllReasons(pair.reasons, pair).join('; ')
    ]),
    ...without.map(({ name, leftOut }) => [
      ...[name, null, null, null, m.round_lane_unmatched()],
      [sayLeftOut(leftOut), ...sayRuledOut(leftOut?.ruledOut)].join('; ')
    ])
  ];
}

const SIDES = { mentee: m.round_side_mentee, mentor: m.round_side_mentor };

/** Every invitation of a published round with where it stands, the reasons given among it. */
export function invitationTable(rows: readonly InvitationRow[], theme: Theme): CsvCell[][] {
  return [
    [
      ...[m.round_col_mentee(), m.round_col_mentor(), m.round_col_theme(), m.round_col_score(), m.round_col_state()],
      ...[m.round_col_invited(), m.round_col_days(), m.round_col_declined_by(), m.round_col_reason()],
      m.round_col_replaces()
    ],
    ...rows.map((row) => [
      ...[row.mentee, row.mentor, theme(row.dimension), fit(row.score), INVITATION_WORDS[row.state]()],
      ...[day(row.invitedAt), row.daysLeft, row.declinedBy && SIDES[row.declinedBy](), row.declineReason || null],
      row.inPlaceOf
    ])
  ];
}
