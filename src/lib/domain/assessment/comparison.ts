import type { SizeClassId } from '../register/size-class';
import type { LevelComparison } from './compare-levels';
import type { PeerKind } from './peer-groups';

// What `GET /api/v1/assessments/ID/comparison` gives: no names, no ranks.

/** The fixed peer group a municipality belongs to. */
export interface PeerGroupSaid {
  kinds: PeerKind[];
  sizes: (SizeClassId | null)[];
  /** Inhabitants, both inclusive; null is open. */
  min: number | null;
  max: number | null;
  /** How many municipalities are in it, one's own among them. */
  members: number;
}

export type PeerComparison =
  | {
      shown: true;
      group: PeerGroupSaid;
      /** How many others are compared with, in the dimensions each of them assessed. */
      compared: number;
      overall: LevelComparison | null;
      /** By dimension; null where fewer than the threshold have assessed it. */
      dimensions: Record<string, LevelComparison | null>;
    }
  | {
      shown: false;
      /** `too-few`: not yet enough have submitted. `group-small`: there are not that many such municipalities. `no-levels`: the model has none. */
      because: 'too-few' | 'group-small' | 'no-levels';
      group: PeerGroupSaid;
    };

/** An earlier wave of one's own, under the model of the present one. */
export interface EarlierWave {
  waveId: string;
  name: string;
  /** ISO. */
  opensAt: string;
  overall: number | null;
  dimensions: Record<string, number | null>;
  /** Criteria of the present model that the earlier answers say nothing about; 0 where the model is the same. */
  notCarried: number;
}

export interface Comparison {
  assessmentId: string;
  /** Fewest others that are ever compared with. */
  threshold: number;
  peers: PeerComparison;
  /** Newest first. */
  earlier: EarlierWave[];
}

/** By criterion, what `GET /api/v1/assessments/ID/examples` gives: who near in size took that step, with their consent. */
export interface Examples {
  assessmentId: string;
  criteria: Record<string, { name: string; /** ISO month, 2026-03. */ month: string }[]>;
}
