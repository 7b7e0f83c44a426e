import type { Actor, MemberRole } from '$lib/domain/identity/actor';
import type { App } from '$lib/server/app';
import { insertLink } from '$lib/server/assessment/access-link-repository';
import { insertFile } from '$lib/server/assessment/evidence-repository';
import { insertComment } from '$lib/server/assessment/comment-repository';
import { insertAssessments, insertConflict, insertWave } from '$lib/server/assessment/repository';
import { insertImport as insertAnswerImport } from '$lib/server/assessment/transfer-repository';
import { registerImport } from '$lib/server/db/schema/register';
import { insertListImport } from '$lib/server/outreach/import-repository';
import { createInvitation } from '$lib/server/identity/invitation-service';
import { insertRound } from '$lib/server/mentoring/repository';
import { insertPairingFile } from '$lib/server/mentoring/pairing-life-repository';
import { writeSession } from '$lib/server/mentoring/session-repository';
import { writeStory } from '$lib/server/mentoring/story-repository';
import { copyModel } from '$lib/server/model/draft-service';
import { shippedModels } from '$lib/server/model/seed';
import { NO_FILTER } from '$lib/domain/outreach/campaign-population';
import { NO_CONTACT } from '$lib/domain/outreach/merge-contact';
import { newLinkKey } from '$lib/server/outreach/campaign-link';
import { insertReply } from '$lib/server/outreach/campaign-reply-repository';
import { insertCampaign } from '$lib/server/outreach/campaign-repository';
import { writeContact } from '$lib/server/outreach/contact-repository';
import { insertCorrection } from '$lib/server/outreach/ledger-repository';
import { insertMeetingPhoto } from '$lib/server/outreach/meeting-photo-repository';
import { writeMaterial } from '$lib/server/outreach/material-repository';
import { insertMerge } from '$lib/server/outreach/merge-repository';
import { writeFollowUp, writeMeeting } from '$lib/server/outreach/repository';
import { insertComment as insertReportComment } from '$lib/server/reporting/editorial-repository';
import { insertEdition } from '$lib/server/reporting/repository';
import { insertSignUp } from '$lib/server/outreach/sign-up-repository';
import { insertClash } from '$lib/server/sync/clash-repository';
import { OPERATOR } from '$lib/domain/identity/actor';
import { actorOf, createMember, createMunicipality, createNetwork, type Member } from './test-people';

/** Two networks with people in every role, and one of everything in the first. */
export interface World {
  networkId: string;
  municipalityId: string;
  otherMunicipalityId: string;
  waveId: string;
  assessmentId: string;
  conflictId: string;
  commentId: string;
  meetingId: string;
  meetingPhotoId: string;
  clashId: string;
  followUpId: string;
  raisedId: string;
  correctionId: string;
  importId: string;
  answerImportId: string;
  listImportId: string;
  roundId: string;
  invitationId: string;
  contactId: string;
  campaignId: string;
  replyId: string;
  goneContactId: string;
  materialId: string;
  /** Somebody who gave a number only. */
  signUpId: string;
  editionId: string;
  reportCommentId: string;
  mergeId: string;
  /** Of the first municipality and of one that is nobody's. */
  pairingId: string;
  /** Ended; here the municipality was the mentor. */
  helpedPairingId: string;
  pairingFileId: string;
  sessionId: string;
  storyId: string;
  draftId: string;
  linkId: string;
  fileId: string;
  /** An officer of `municipalityId` who is nobody of the actors. */
  leaver: Member;
  actors: Record<Who, Actor>;
}

/** `here` is the first network; officers are of its first or its second municipality. */
export const WHO = [
  'administrator',
  'coordinator',
  'analyst',
  'officer',
  'officer of another municipality',
  'administrator elsewhere',
  'coordinator elsewhere',
  'officer elsewhere'
] as const;
export type Who = (typeof WHO)[number];

type Ids = [string, string, string, string, string, string, string, string, string];

export async function createWorld(app: App): Promise<World> {
  const [networkId, elsewhere] = [await createNetwork(app), await createNetwork(app, 'Elsewhere')];
  const municipalityId = await createMunicipality(app, networkId, '2161', 'Ljusdal');
  const otherMunicipalityId = await createMunicipality(app, networkId, '2121', 'Ovanåker');
  const foreign = await createMunicipality(app, elsewhere, '0001', 'Elsewhere');
  const member = async (network: string, role: MemberRole, of?: string) =>
    actorOf(app, (await createMember(app, { networkId: network, role, municipalityId: of })).personId);
  const actors: Record<Who, Actor> = {
    administrator: await member(networkId, 'administrator'),
    coordinator: await member(networkId, 'coordinator'),
    analyst: await member(networkId, 'analyst'),
    officer: await member(networkId, 'officer', municipalityId),
    'officer of another municipality': await member(networkId, 'officer', otherMunicipalityId),
    'administrator elsewhere': await member(elsewhere, 'administrator'),
    'coordinator elsewhere': await member(elsewhere, 'coordinator'),
    'officer elsewhere': await member(elsewhere, 'officer', foreign)
  };
  const leaver = await createMember(app, { networkId, role: 'officer', municipalityId });
  const invited = await createInvitation(app, OPERATOR, { networkId, role: 'analyst' });
  if (!invited.ok) throw new Error('the invitation of the test world was refused');
  const copied = await copyModel(app, OPERATOR, { networkId, id: 'roadmap', version: '1.0.0' });
  if (!copied.ok) throw new Error('the draft of the test world was refused');
  const [waveId, assessmentId, conflictId, meetingId, followUpId, importId, roundId, linkId, fileId] = Array.from(
    { length: 9 },
    () => app.newId()
  ) as Ids;
  const commentId = app.newId();
  const clashId = app.newId();
  const mentorId = await createMunicipality(app, networkId, '2101', 'Ockelbo');
  const [contactId, pairingId, sessionId] = [app.newId(), app.newId(), app.newId()];
  const [goneContactId, mergeId] = [app.newId(), app.newId()];
  const [helpedPairingId, pairingFileId] = [app.newId(), app.newId()];
  const [answerImportId, publishedRoundId] = [app.newId(), app.newId()];
  const listImportId = app.newId();
  const storyId = app.newId();
  const [campaignId, replyId] = [app.newId(), app.newId()];
  const [materialId, signUpId] = [app.newId(), app.newId()];
  const [editionId, reportCommentId] = [app.newId(), app.newId()];
  const meetingPhotoId = app.newId();
  const [raisedId, correctionId] = [app.newId(), app.newId()];
  const now = app.now();
  const { model } = shippedModels.at(-1)!;
  await app.db.write(async (tx) => {
    await insertWave(tx, {
      id: waveId,
      networkId,
      name: '2026',
      modelId: model.id,
      modelVersion: model.version,
      opensAt: now,
      closesAt: new Date(now.getTime() + 1e10)
    });
    await insertAssessments(tx, [{ id: assessmentId, networkId, waveId, municipalityId, updatedAt: now }]);
    await insertConflict(tx, {
      id: conflictId,
      assessmentId,
      criterionId: 'c',
      value: 'yes',
      note: '',
      evidence: '',
      answeredBy: 'x',
      answeredAt: now,
      createdAt: now
    });
    await insertLink(tx, {
      id: linkId,
      networkId,
      municipalityId,
      purpose: 'question',
      assessmentId,
      criterionId: 'c',
      tokenHash: 'x',
      createdBy: 'x',
      createdAt: now,
      expiresAt: new Date(now.getTime() + 1e10)
    });
    await insertFile(
      tx,
      {
        id: fileId,
        assessmentId,
        criterionId: 'c',
        sha256: 'x',
        name: 'decision.txt',
        mediaType: 'text/plain',
        size: 1,
        addedBy: 'x',
        addedAt: now,
        removedAt: null,
        removedBy: null
      },
      Uint8Array.of(0x78)
    );
    const imported = { fileName: 'answers.csv', sha256: 'x', createdAt: now, createdBy: 'x', changes: [] };
    await insertAnswerImport(tx, { id: answerImportId, assessmentId, ...imported });
    await insertComment(tx, {
      id: commentId,
      assessmentId,
      criterionId: null,
      text: 'Look again',
      authorId: 'x',
      createdAt: now
    });
    const texts = { background: '', workSoFar: '', exchange: '', conclusions: '' };
    const meeting = {
      id: meetingId,
      networkId,
      heldOn: '2026-11-01',
      form: 'call' as const,
      ...texts,
      version: 1,
      createdBy: 'x',
      createdAt: now,
      updatedAt: now
    };
    const raised = {
      ...{ id: raisedId, barrierId: 'no-budget', severity: 2, quote: 'Schools first', consent: 'yes' as const }
    };
    await writeMeeting(tx, { ...meeting, municipalityIds: [municipalityId], attendees: [], barriers: [raised] });
    await insertMeetingPhoto(
      tx,
      {
        ...{ id: meetingPhotoId, meetingId, sha256: 'meeting-photo', name: 'board.jpg', mediaType: 'image/jpeg' },
        ...{ size: 1, addedBy: 'x', addedAt: now, removedAt: null, removedBy: null }
      },
      Uint8Array.of(0x7a)
    );
    await insertCorrection(tx, {
      ...{ id: correctionId, networkId, raisedId, municipalityId, barrierId: 'no-budget', kind: 'wrong', text: '' },
      ...{ side: 'municipality', by: 'x', saidAt: now, createdAt: now, answer: '' },
      ...{ settledAt: null, settledBy: null, settled: null }
    });
    await insertClash(tx, {
      ...{ id: clashId, entity: 'meeting', entityId: meetingId, networkId, municipalityId: null },
      ...{ field: 'background', value: { is: 'Two maps' }, author: 'x', at: now, standingBy: 'x', standingAt: now },
      ...{ createdAt: now, settledAt: null, settledBy: null }
    });
    await writeFollowUp(tx, {
      id: followUpId,
      networkId,
      meetingId,
      municipalityId,
      what: 'Call',
      ownerId: 'x',
      due: '2026-12-01',
      doneAt: null,
      version: 1,
      updatedAt: now
    });
    await insertRound(
      tx,
      {
        id: roundId,
        networkId,
        name: 'Spring',
        createdAt: now,
        createdBy: 'x',
        total: 0,
        bound: 0,
        unmatched: [],
        publishedAt: null
      },
      []
    );
    const published = { name: 'Autumn', state: 'published' as const, createdAt: now, createdBy: 'x', publishedAt: now };
    await insertRound(tx, { id: publishedRoundId, networkId, total: 0, bound: 0, unmatched: [], ...published }, [
      {
        ...{
          id: pairingId,
          networkId,
          roundId: publishedRoundId,
          menteeId: municipalityId,
          mentorId,
          dimension: 'licences'
        },
        ...{ score: 1, reasons: [], status: 'active' }
      },
      {
        ...{ id: helpedPairingId, networkId, roundId: publishedRoundId, menteeId: mentorId, mentorId: municipalityId },
        ...{ dimension: 'legal', score: 1, reasons: [], status: 'closed', closedAs: 'completed', closedAt: now }
      }
    ]);
    await insertPairingFile(
      tx,
      {
        ...{ id: pairingFileId, pairingId, sha256: 'pairing-file', name: 'template.txt', mediaType: 'text/plain' },
        ...{ size: 1, addedBy: 'x', addedAt: now, removedAt: null, removedBy: null }
      },
      Uint8Array.of(0x79)
    );
    await writeSession(tx, {
      ...{ id: sessionId, networkId, pairingId, heldOn: '2026-11-01', form: 'call', participants: [], done: 'Met' },
      ...{ nextSteps: [], nextOn: null, version: 1, createdBy: 'x', createdAt: now, updatedAt: now }
    });
    await writeStory(tx, {
      ...{ id: storyId, networkId, pairingId, side: 'mentee', text: 'Done', dimension: 'legal', month: '2026-03' },
      ...{ criterionId: 'legal-release-check', edition: 1, menteeConsentAt: now, mentorConsentAt: null },
      ...{ withdrawnAt: null, version: 1, createdBy: 'x', createdAt: now, updatedAt: now }
    });
    for (const id of [contactId, goneContactId])
      await writeContact(tx, {
        ...{ id, networkId, ...NO_CONTACT, municipalityId, name: 'Registrar', version: 1, mergedInto: null },
        ...{ createdBy: 'x', createdAt: now, updatedBy: 'x', updatedAt: now, removedAt: null }
      });
    const said = { ...NO_CONTACT, municipalityId, name: 'Registrar' };
    await insertMerge(tx, {
      ...{ id: mergeId, networkId, keptId: contactId, goneId: goneContactId, moved: {} },
      ...{ keptBefore: said, goneBefore: said, keptAfter: said },
      ...{ mergedAt: now, mergedBy: 'x', undoneAt: null, undoneBy: null }
    });
    await insertCampaign(tx, {
      ...{ id: campaignId, networkId, name: 'Spring', state: 'draft', channels: ['registrar'], roles: [] },
      ...{ filter: NO_FILTER, costs: {}, perMinute: 20, sendBy: 'waymark', linkKey: newLinkKey(), version: 1 },
      ...{ createdBy: 'x', createdAt: now, updatedAt: now }
    });
    await writeMaterial(tx, {
      ...{ id: materialId, networkId, texts: { sv: { title: 'Faktablad', description: '' } }, audience: 'public' },
      ...{ createdAt: now, createdBy: 'x', updatedAt: now, withdrawnAt: null }
    });
    await insertSignUp(tx, {
      ...{ id: signUpId, networkId, municipalityId, name: 'Karin Lund', role: 'officer', email: '' },
      ...{ phone: '+4691214000', wish: '', locale: 'sv', tokenHash: null, createdAt: now },
      expiresAt: new Date(now.getTime() + 86_400_000),
      ...{ confirmedAt: null, contactId: null, followUpId: null }
    });
    await insertEdition(tx, {
      ...{ id: editionId, networkId, waveId, number: 1, document: {}, sha256: 'x', createdAt: now, createdBy: 'x' },
      ...{ publishedAt: null, publishedBy: null, manifest: null, sha256Now: null, correctsId: null },
      ...{ correction: null, release: null }
    });
    await insertReportComment(tx, {
      ...{ id: reportCommentId, networkId, waveId, block: 'x', text: 'x', by: 'x', at: now },
      ...{ resolvedAt: null, resolvedBy: null }
    });
    await insertReply(tx, { id: replyId, networkId, way: 'file', kind: 'other', at: now });
    await insertListImport(tx, {
      ...{ id: listImportId, networkId, kind: 'contacts', fileName: 'list.csv', sha256: 'x', settings: 'x' },
      ...{ state: 'done', stopAsked: false, total: 1, doneRows: 1, createdAt: now, createdBy: 'x', touchedAt: now },
      counts: { created: 1, updated: 0, same: 0, refused: 0 },
      ...{ undoneAt: null, undoneBy: null, undone: null }
    });
    const counts = { created: 0, updated: 0, closed: 0, unchanged: 0, repaired: 0 };
    await tx.insert(registerImport).values({
      id: importId,
      networkId,
      fileName: 'register.csv',
      sha256: 'x',
      createdAt: now,
      createdBy: 'x',
      counts
    });
  });
  return {
    networkId,
    municipalityId,
    otherMunicipalityId,
    waveId,
    assessmentId,
    conflictId,
    commentId,
    meetingId,
    meetingPhotoId,
    clashId,
    followUpId,
    raisedId,
    correctionId,
    importId,
    answerImportId,
    listImportId,
    roundId,
    contactId,
    campaignId,
    replyId,
    goneContactId,
    materialId,
    signUpId,
    editionId,
    reportCommentId,
    mergeId,
    pairingId,
    helpedPairingId,
    pairingFileId,
    sessionId,
    storyId,
    linkId,
    fileId,
    draftId: copied.value.draftId,
    invitationId: invited.value.id,
    leaver,
    actors
  };
}
