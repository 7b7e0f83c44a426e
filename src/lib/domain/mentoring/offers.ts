/** A mentor a municipality would like to have, and why. */
export interface Wish {
  municipalityId: string;
  reason: string;
}

/** Help for several at once on one dimension, declared before the round; a mentor of its own in the matching. */
export interface GroupOffer {
  id: string;
  dimension: string;
  /** Two to five. */
  places: number;
}
