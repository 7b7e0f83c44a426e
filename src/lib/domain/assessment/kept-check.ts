import type { AnswerSheet, AnswerValue } from '../model/types';

/** What the five-minute check lets people answer: without an account nobody confirms that something does not apply. */
export const CHECK_ANSWERS = ['yes', 'partly', 'no', 'dont-know'] as const satisfies readonly AnswerValue[];
export type CheckAnswer = (typeof CHECK_ANSWERS)[number];

/** A five-minute check as a browser keeps it until somebody signs in. */
export interface KeptCheck {
  modelId: string;
  modelVersion: string;
  answers: Readonly<Record<string, CheckAnswer>>;
  /** ISO. */
  takenAt: string;
  /** False while it is still being filled in. */
  done: boolean;
}

const SLUG = /^[a-z0-9][a-z0-9.-]{0,79}$/;
const VERSION = /^\d+\.\d+\.\d+$/;
const MOST_ANSWERS = 100;

/**
 * Reads what a browser kept: anybody can write there, so whatever is not exactly a check is no check. Written by hand,
 * because a schema library would weigh more than the page.
 *
 * @example
 * parseKeptCheck('{"modelId":"roadmap","modelVersion":"1.0.0","answers":{"l1":"yes"},"takenAt":"2026-11-12T09:00:00.000Z","done":true}');
 * // { modelId: 'roadmap', ... }
 * parseKeptCheck('[]'); // null
 */
export function parseKeptCheck(text: string | null): KeptCheck | null {
  let value: unknown;
  try {
    value = JSON.parse(text ?? 'null');
  } catch {
    // not written by us, or cut short: as if nothing had been kept
    return null;
  }
  if (!isObject(value)) return null;
  const { modelId, modelVersion, answers, takenAt, done } = value;
  if (typeof modelId !== 'string' || !SLUG.test(modelId)) return null;
  if (typeof modelVersion !== 'string' || !VERSION.test(modelVersion)) return null;
  if (typeof takenAt !== 'string' || !isMoment(takenAt) || typeof done !== 'boolean') return null;
  const given = readCheckAnswers(answers);
  return given && { modelId, modelVersion, answers: given, takenAt, done };
}

/**
 * Answers to a check, or null where one of them is none.
 *
 * @example
 * readCheckAnswers({ l1: 'yes' }); // { l1: 'yes' }
 * readCheckAnswers({ l1: 'not-applicable' }); // null
 */
export function readCheckAnswers(value: unknown): KeptCheck['answers'] | null {
  if (!isObject(value)) return null;
  const entries = Object.entries(value);
  const sound = entries.every(([id, answer]) => SLUG.test(id) && isCheckAnswer(answer));
  return sound && entries.length <= MOST_ANSWERS ? (Object.fromEntries(entries) as KeptCheck['answers']) : null;
}

/**
 * Whether a text is one of the answers of the check.
 *
 * @example
 * isCheckAnswer('not-reached'); // false
 */
export function isCheckAnswer(value: unknown): value is CheckAnswer {
  return CHECK_ANSWERS.includes(value as CheckAnswer);
}

/**
 * How many marks a kept check passed, whatever version of the model it was taken on.
 *
 * @example
 * countPassed({ l1: 'yes', l2: 'partly' }); // 1
 */
export function countPassed(answers: AnswerSheet): number {
  return Object.values(answers).filter((answer) => answer === 'yes').length;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isMoment(text: string): boolean {
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString() === text;
}
