import type { Permission } from '$lib/domain/identity/permissions';
import { NO_FILTER } from '$lib/domain/outreach/campaign-population';
import type { Who, World } from './authorization-world';

/** How far an officer's right reaches. */
type OfficerReach = 'nowhere' | 'own municipality' | 'network';

/** Who may do what, written down a second time so that a slip in the first is seen. */
export const MATRIX: Record<Permission, [network: string, officer: OfficerReach]> = {
  'network:read': ['administrator coordinator analyst', 'network'],
  'network:administer': ['administrator', 'nowhere'],
  'person:list': ['administrator coordinator', 'nowhere'],
  'person:invite': ['administrator coordinator', 'nowhere'],
  'person:disable': ['administrator', 'nowhere'],
  'officer:hand-over': ['administrator coordinator', 'own municipality'],
  'audit:read': ['administrator', 'nowhere'],
  'mail:read': ['administrator', 'nowhere'],
  'register:read': ['administrator coordinator analyst', 'network'],
  'register:import': ['administrator coordinator', 'nowhere'],
  'model:read': ['administrator coordinator analyst', 'network'],
  'model:edit': ['administrator', 'nowhere'],
  'wave:edit': ['administrator coordinator', 'nowhere'],
  'assessment:read': ['', 'own municipality'],
  'assessment:read-submitted': ['administrator coordinator analyst', 'own municipality'],
  'assessment:answer': ['', 'own municipality'],
  'assessment:assist': ['administrator coordinator', 'nowhere'],
  'assessment:review': ['administrator coordinator', 'nowhere'],
  'link:edit': ['administrator coordinator', 'own municipality'],
  'assessment:progress': ['administrator coordinator analyst', 'own municipality'],
  'roadmap:read': ['', 'own municipality'],
  'roadmap:edit': ['', 'own municipality'],
  'meeting:read': ['administrator coordinator', 'nowhere'],
  'meeting:log': ['administrator coordinator', 'nowhere'],
  'ledger:read': ['administrator coordinator analyst', 'own municipality'],
  'barrier:correct': ['administrator coordinator', 'own municipality'],
  'barrier:settle': ['administrator coordinator', 'nowhere'],
  'data-person:set': ['administrator coordinator', 'own municipality'],
  'contact:edit': ['administrator coordinator', 'nowhere'],
  'campaign:edit': ['administrator coordinator', 'nowhere'],
  'coverage:read': ['administrator coordinator analyst', 'nowhere'],
  'visit:plan': ['administrator coordinator', 'nowhere'],
  'public:edit': ['administrator coordinator', 'nowhere'],
  'session:log': ['', 'own municipality'],
  'story:tell': ['', 'own municipality'],
  'mentoring:offer': ['coordinator', 'own municipality'],
  'pairing:read': ['administrator coordinator', 'own municipality'],
  'pairing:reply': ['', 'own municipality'],
  'pairing:edit': ['coordinator', 'own municipality'],
  'round:read': ['administrator coordinator', 'nowhere'],
  'round:compute': ['administrator coordinator', 'nowhere'],
  'round:publish': ['administrator coordinator', 'nowhere'],
  'report:draft': ['administrator coordinator analyst', 'nowhere'],
  'report:approve': ['administrator coordinator analyst', 'nowhere'],
  'report:publish': ['administrator analyst', 'nowhere'],
  'work:bring': ['administrator coordinator', 'nowhere'],
  'sync:push': ['administrator coordinator analyst', 'network'],
  'sync:pull': ['administrator coordinator analyst', 'network'],
  'account:own': ['administrator coordinator analyst', 'network'],
  'database:maintain': ['', 'nowhere']
};

/** What a call is about: a thing of the first municipality, of the network, or the caller's own. */
export type About = 'municipality' | 'network' | 'own';

export function isAllowed(permission: Permission, who: Who, about: About): boolean {
  const [network, officer] = MATRIX[permission];
  if (about === 'own') return officer === 'network';
  if (who.endsWith('elsewhere')) return false;
  if (who === 'officer') return officer === 'network' || (officer === 'own municipality' && about === 'municipality');
  if (who === 'officer of another municipality') return officer === 'network';
  return network.split(' ').includes(who);
}

export interface Call {
  permission: Permission;
  about: About;
  input: (world: World) => unknown;
}

const network = (permission: Permission, input: Call['input'] = (w) => ({ networkId: w.networkId })): Call => ({
  permission,
  about: 'network',
  input
});
const own = (permission: Permission, input: Call['input']): Call => ({ permission, about: 'own', input });
const place = (permission: Permission, input: Call['input']): Call => ({ permission, about: 'municipality', input });

const registerFile = (w: World) => ({
  networkId: w.networkId,
  fileName: 'register.csv',
  bytes: new TextEncoder().encode('Kommunkod;Kommun\n0114;Upplands Väsby\n')
});
const answersFile = (w: World) => ({
  assessmentId: w.assessmentId,
  fileName: 'answers.csv',
  bytes: new TextEncoder().encode('criterion,answer\nmandate-first-decision,yes\n'),
  choices: { words: {}, criteria: {} },
  newer: 'keep'
});
const edition = (w: World) => ({ editionId: w.editionId });
const piece = (w: World) => ({ networkId: w.networkId, version: 0, piece: { kind: 'hide', block: 'x' } });
const person = (w: World) => ({ networkId: w.networkId, personId: w.leaver.personId });
const draft = (w: World) => ({
  ...{ draftId: w.draftId, version: 1, as: '9.0.0', locale: 'sv', reviewed: true },
  criterionId: 'mandate-person-has-time'
});
const cardFile = (w: World) => ({
  networkId: w.networkId,
  bytes: new TextEncoder().encode('BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Karin Lund\r\nEND:VCARD\r\n')
});
const campaignStep = (w: World) => ({
  ...{ campaignId: w.campaignId, stepId: 'x', index: 0, version: 1, afterDays: 0, texts: {} }
});
const material = (w: World) => ({
  ...{ networkId: w.networkId, materialId: w.materialId, audience: 'public', withdrawn: true },
  ...{ texts: { sv: { title: 'Faktablad', description: '' } }, fileName: 'fact.txt' },
  bytes: new TextEncoder().encode('Open data in five lines\n')
});
const listFile = (w: World) => ({
  ...{ networkId: w.networkId, kind: 'contacts', fileName: 'list.csv', source: 'A list', basis: 'consent' },
  ...{ bytes: new TextEncoder().encode('Name;E-mail\nKarin Lund;karin@example.org\n'), choices: { places: {} } },
  ...{ present: 'fill', pastDone: true }
});
const withCode = () => ({ code: '123456', session: 'x', address: '192.0.2.1' });

/** The hash of "x". */
const SHA256_OF_X = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881';

/** Every function of a service, and what it needs. One that is missing here fails the test. */
export const CALLS: Record<string, Call> = {
  // an officer asks for their own municipality (ledger.test.ts); the whole is the network's people's
  'outreach/ledger-service.readLedger': place('ledger:read', (w) => ({
    networkId: w.networkId,
    municipalityId: w.municipalityId
  })),
  'outreach/ledger-service.quoteForReport': network('report:draft', (w) => ({ raisedId: w.raisedId })),
  // which purpose needs which further right: access-links.test.ts
  'outreach/coverage-service.readCoverage': network('coverage:read'),
  'outreach/visits-service.planNetworkVisits': network('visit:plan', (w) => ({
    ...{ networkId: w.networkId, home: { lat: 59.6, lon: 16.5 }, days: 1, kmPerDay: 300 }
  })),
  'assessment/access-link-service.createAccessLink': place('link:edit', (w) => ({
    purpose: 'confirm',
    assessmentId: w.assessmentId
  })),
  'assessment/access-link-service.revokeAccessLink': place('link:edit', (w) => ({ linkId: w.linkId })),
  'assessment/compare-service.comparePeers': place('assessment:read', (w) => ({ assessmentId: w.assessmentId })),
  'assessment/example-service.findExamples': place('assessment:read', (w) => ({ assessmentId: w.assessmentId })),
  'assessment/evidence-service.storeEvidence': place('assessment:answer', (w) => ({
    fileId: w.fileId,
    assessmentId: w.assessmentId,
    criterionId: 'mandate-first-decision',
    name: 'decision.txt',
    read: () => Promise.resolve({ ok: true, value: Uint8Array.of(0x78) })
  })),
  // a draft: the network's people read files once it is submitted (evidence.test.ts)
  'assessment/evidence-service.readEvidence': place('assessment:read', (w) => ({ fileId: w.fileId })),
  'assessment/transfer-service.exportAnswers': place('assessment:read', (w) => ({
    assessmentId: w.assessmentId,
    format: 'json',
    locale: 'sv',
    words: {}
  })),
  'assessment/transfer-import-service.readTransfer': place('assessment:answer', (w) => ({
    assessmentId: w.assessmentId
  })),
  'assessment/transfer-import-service.previewAnswers': place('assessment:answer', answersFile),
  'assessment/transfer-import-service.importAnswers': place('assessment:answer', answersFile),
  'assessment/transfer-import-service.undoAnswersImport': place('assessment:answer', (w) => ({
    importId: w.answerImportId
  })),
  'assessment/history-service.readHistory': place('assessment:read', (w) => ({
    assessmentId: w.assessmentId,
    criterionId: 'mandate-first-decision'
  })),
  'assessment/assist-service.createConfirmLink': place('link:edit', (w) => ({ assessmentId: w.assessmentId })),
  'assessment/assist-service.copySharedAnswers': place('assessment:answer', (w) => ({
    fromAssessmentId: w.assessmentId,
    toAssessmentIds: [w.assessmentId]
  })),
  'assessment/read-review-service.readWaveProgress': network('assessment:progress', (w) => ({ waveId: w.waveId })),
  'assessment/read-review-service.readReview': place('assessment:read-submitted', (w) => ({
    assessmentId: w.assessmentId
  })),
  'assessment/review-service.returnAssessment': place('assessment:review', (w) => ({
    assessmentId: w.assessmentId,
    text: 'Look again'
  })),
  'assessment/review-service.reopenAssessment': place('assessment:review', (w) => ({ assessmentId: w.assessmentId })),
  'assessment/review-service.approveAssessment': place('assessment:review', (w) => ({ assessmentId: w.assessmentId })),
  'assessment/review-service.extendAssessment': place('assessment:review', (w) => ({
    assessmentId: w.assessmentId,
    closesOn: null
  })),
  'assessment/review-service.commentOnAssessment': place('assessment:review', (w) => ({
    assessmentId: w.assessmentId,
    criterionId: null,
    text: 'Thank you'
  })),
  'assessment/review-service.settleReviewComment': place('assessment:review', (w) => ({
    assessmentId: w.assessmentId,
    commentId: w.commentId,
    settled: true
  })),
  'assessment/print-service.readPrintChoices': network('model:read', (w) => ({ networkId: w.networkId, locale: 'sv' })),
  'assessment/print-service.printCriteria': own('model:read', () => ({
    model: 'roadmap@1.0.0',
    level: '1',
    locale: 'sv'
  })),
  'assessment/print-service.printSheet': place('assessment:read', (w) => ({
    assessmentId: w.assessmentId,
    locale: 'sv'
  })),
  'reporting/factsheet-service.readOwnFactsheet': place('assessment:read', (w) => ({
    ...{ id: 'no-edition', municipalityId: w.municipalityId, locale: 'sv' }
  })),
  'reporting/factsheet-service.printOwnFactsheet': place('assessment:read', (w) => ({
    ...{ id: 'no-edition', municipalityId: w.municipalityId, locale: 'sv' }
  })),
  'assessment/service.openWave': network('wave:edit', (w) => ({ networkId: w.networkId, wave: {} })),
  'assessment/service.closeWave': network('wave:edit', (w) => ({ waveId: w.waveId })),
  'assessment/service.listNetworkWaves': network('network:read'),
  'identity/account-service.readAccount': own('account:own', () => ({ session: null })),
  'identity/account-service.updateProfile': own('account:own', () => ({ name: 'Karin Lund', locale: 'sv' })),
  'identity/account-service.setPassword': own('account:own', () => ({
    password: 'short',
    session: 'x',
    address: '192.0.2.1'
  })),
  'identity/second-factor-service.startSecondFactor': own('account:own', () => ({})),
  'identity/second-factor-service.confirmSecondFactor': own('account:own', withCode),
  'identity/second-factor-service.removeSecondFactor': own('account:own', withCode),
  'identity/account-service.endOwnSession': own('account:own', () => ({ id: 'x' })),
  'identity/account-service.endOtherSessions': own('account:own', () => ({ session: 'x' })),
  'identity/device-service.readDeviceKey': own('account:own', () => ({ deviceId: 'device-0001' })),
  'identity/invitation-service.createInvitation': network('person:invite', (w) => ({
    networkId: w.networkId,
    role: 'analyst'
  })),
  'identity/invitation-service.listInvitations': network('person:list'),
  'identity/invitation-service.revokeInvitation': network('person:invite', (w) => ({ invitationId: w.invitationId })),
  'identity/invitation-service.renewInvitation': network('person:invite', (w) => ({ invitationId: w.invitationId })),
  'identity/people-service.listPeople': network('person:list'),
  'identity/people-service.listMunicipalitiesWithoutOfficer': network('person:list'),
  'identity/people-service.disablePerson': network('person:disable', person),
  'identity/people-service.enablePerson': network('person:disable', person),
  'identity/people-service.resetSecondFactor': network('person:disable', person),
  'identity/people-service.endMembership': network('person:disable', (w) => ({ membershipId: w.leaver.membershipId })),
  // an officer hands over the own work only: somebody else's is forbidden to every officer (see people.test.ts for one's own)
  'identity/hand-over-service.readHandOver': network('officer:hand-over', (w) => ({
    membershipId: w.leaver.membershipId
  })),
  'identity/hand-over-service.handOver': network('officer:hand-over', (w) => ({
    membershipId: w.leaver.membershipId,
    inviteByLink: true
  })),
  'identity/service.readAuditLog': network('audit:read'),
  'identity/service.listOutgoingMail': network('mail:read'),
  'mentoring/effect-service.readEffect': network('round:read'),
  'mentoring/effect-figures-service.readEffectFigures': network('round:read'),
  // the other side's officers too: pairing-life.test.ts
  'mentoring/pairing-file-service.readPairingFile': place('pairing:read', (w) => ({ fileId: w.pairingFileId })),
  // the mentor's officers and the network's people: pairing-life.test.ts
  'mentoring/certificate-service.printCertificate': place('pairing:read', (w) => ({
    pairingId: w.helpedPairingId,
    locale: 'sv'
  })),
  'mentoring/service.readRound': network('round:read', (w) => ({ roundId: w.roundId })),
  'mentoring/service.listNetworkRounds': network('round:read'),
  'mentoring/board-service.readBoard': network('round:compute', (w) => ({ roundId: w.roundId })),
  'mentoring/board-service.readRoundWishes': network('round:read', (w) => ({ roundId: w.roundId })),
  // the world's round is a draft without profiles: whoever may is told what is missing
  'mentoring/round-service.openRound': network('round:compute', (w) => ({
    networkId: w.networkId,
    name: 'Autumn',
    collectUntil: '2027-01-31',
    replyDays: 14
  })),
  'mentoring/round-service.computeRound': network('round:compute', (w) => ({ roundId: w.roundId, computedAt: null })),
  'mentoring/round-service.publishRound': network('round:publish', (w) => ({ roundId: w.roundId })),
  'mentoring/round-service.closeRound': network('round:publish', (w) => ({ roundId: w.roundId })),
  'mentoring/round-service.collectAgain': network('round:compute', (w) => ({
    roundId: w.roundId,
    collectUntil: '2027-01-31'
  })),
  'mentoring/round-service.discardRound': network('round:compute', (w) => ({ roundId: w.roundId })),
  'model/draft-service.listDrafts': network('model:edit'),
  'model/draft-service.copyModel': network('model:edit', (w) => ({
    networkId: w.networkId,
    id: 'roadmap',
    version: '1.0.0'
  })),
  'model/draft-service.readDraft': network('model:edit', draft),
  'model/draft-service.saveCriterion': network('model:edit', draft),
  'model/draft-service.addCriterion': network('model:edit', draft),
  'model/draft-service.removeCriterion': network('model:edit', draft),
  'model/draft-service.restoreCriterion': network('model:edit', draft),
  'model/draft-service.saveTexts': network('model:edit', draft),
  'model/draft-service.markReviewed': network('model:edit', draft),
  'model/draft-service.publishDraft': network('model:edit', draft),
  'model/draft-service.discardDraft': network('model:edit', draft),
  'model/effect-service.readEffect': network('model:edit', draft),
  'model/under-service.listOlderAssessments': network('assessment:read-submitted', (w) => ({
    networkId: w.networkId,
    id: 'roadmap',
    version: '1.0.0'
  })),
  'model/under-service.showAssessmentUnder': place('assessment:read-submitted', (w) => ({
    assessmentId: w.assessmentId,
    version: '1.0.0'
  })),
  'model/service.currentModel': network('model:read'),
  'model/service.listNetworkModels': network('model:read'),
  'model/service.listPublishedModels': own('model:read', () => ({})),
  'register/import-service.previewImport': network('register:import', registerFile),
  'register/import-service.importRegister': network('register:import', registerFile),
  'register/import-service.previewUndoImport': network('register:import', (w) => ({ importId: w.importId })),
  'register/import-service.undoImport': network('register:import', (w) => ({ importId: w.importId })),
  'register/import-service.listRegisterImports': network('register:import'),
  'register/boundary-service.previewBoundaries': network('register:import', (w) => ({
    ...{ networkId: w.networkId, bytes: new TextEncoder().encode('{}') }
  })),
  'register/boundary-service.importBoundaries': network('register:import', (w) => ({
    ...{ networkId: w.networkId, bytes: new TextEncoder().encode('{}'), fileName: 'x.geojson', source: 'Example' }
  })),
  'register/boundary-service.listBoundaries': network('register:read'),
  'register/boundary-service.removeBoundaries': network('register:import', (w) => ({
    ...{ networkId: w.networkId, level: 'county' }
  })),
  'register/service.listRegister': network('register:read'),
  'register/service.readMunicipality': network('register:read', (w) => ({
    networkId: w.networkId,
    municipalityId: w.municipalityId
  })),
  'register/service.recordSuccession': network('register:import', (w) => ({
    predecessorId: w.municipalityId,
    successorIds: [w.otherMunicipalityId],
    date: '2027-01-01'
  })),
  // the world has no campaign running: whoever may is told what is missing
  'outreach/campaign-service.listCampaigns': network('campaign:edit'),
  'outreach/campaign-service.createCampaign': network('campaign:edit'),
  'outreach/campaign-service.readPopulation': network('campaign:edit', (w) => ({
    ...{ networkId: w.networkId, channels: ['registrar'], roles: [], filter: NO_FILTER }
  })),
  'outreach/campaign-service.saveCampaign': network('campaign:edit', (w) => ({ campaignId: w.campaignId, version: 1 })),
  'outreach/campaign-service.discardCampaign': network('campaign:edit', (w) => ({ campaignId: w.campaignId })),
  'outreach/campaign-step-service.readCampaign': network('campaign:edit', (w) => ({ campaignId: w.campaignId })),
  'outreach/campaign-step-service.saveStep': network('campaign:edit', campaignStep),
  'outreach/campaign-step-service.removeStep': network('campaign:edit', campaignStep),
  'outreach/campaign-step-service.previewMessage': network('campaign:edit', campaignStep),
  'outreach/campaign-step-service.sendTest': network('campaign:edit', campaignStep),
  'outreach/campaign-run-service.startCampaign': network('campaign:edit', campaignStep),
  'outreach/campaign-run-service.turnCampaign': network('campaign:edit', (w) => ({
    campaignId: w.campaignId,
    to: 'pause'
  })),
  'outreach/campaign-export-service.exportLetters': network('campaign:edit', campaignStep),
  'outreach/campaign-results-service.readProgress': network('campaign:edit', (w) => ({ campaignId: w.campaignId })),
  'outreach/campaign-results-service.logTouch': network('campaign:edit', (w) => ({ campaignId: w.campaignId })),
  'outreach/campaign-results-service.setContactLanguage': network('campaign:edit', (w) => ({
    contactId: w.contactId,
    locale: 'sv'
  })),
  'outreach/campaign-reply-service.listWaiting': network('campaign:edit'),
  'identity/network-service.setTimeZone': network('network:administer', (w) => ({
    networkId: w.networkId,
    timeZone: 'Europe/Stockholm'
  })),
  'outreach/willing-service.listWilling': network('campaign:edit'),
  'outreach/campaign-reply-service.dropMailFile': network('campaign:edit', (w) => ({
    networkId: w.networkId,
    bytes: new Uint8Array()
  })),
  'outreach/campaign-reply-service.sortReply': network('campaign:edit', (w) => ({ replyId: w.replyId, kind: null })),
  'outreach/campaign-reply-service.logReply': network('campaign:edit', (w) => ({ campaignId: w.campaignId })),
  'outreach/campaign-reply-service.decideUncertain': network('campaign:edit', (w) => ({
    ...{ campaignId: w.campaignId, messageId: 'x', as: 'arrived' }
  })),
  'outreach/page-service.readPublicSide': network('public:edit'),
  // the address is an administrator's alone: public-side.test.ts
  'outreach/page-service.savePublicSide': network('public:edit', (w) => ({
    ...{ networkId: w.networkId, version: 0, pageOn: false, widgetOn: false, ownerId: null, texts: {} }
  })),
  'outreach/material-service.listMaterials': network('public:edit'),
  'outreach/material-service.addMaterial': network('public:edit', material),
  'outreach/material-service.addMaterialVersion': network('public:edit', material),
  'outreach/material-service.saveMaterial': network('public:edit', material),
  'outreach/material-service.withdrawMaterial': network('public:edit', material),
  'outreach/poster-service.printPoster': network('public:edit', (w) => ({
    ...{ networkId: w.networkId, locale: 'sv', paper: 'a4' }
  })),
  'outreach/visit-service.listWaitingVisits': network('contact:edit'),
  'outreach/visit-service.settleVisit': network('contact:edit', (w) => ({ signUpId: w.signUpId, confirmed: true })),
  'reporting/service.draftReport': network('report:draft'),
  'reporting/service.previewReport': network('report:draft', (w) => ({ networkId: w.networkId, locale: 'en' })),
  'reporting/service.draftPdf': network('report:draft', (w) => ({ networkId: w.networkId, locale: 'en' })),
  'reporting/draft-service.readDraft': network('report:draft'),
  'reporting/report-wave-service.listReportWaves': network('report:draft'),
  'reporting/desk-service.readDesk': network('report:draft', (w) => ({ networkId: w.networkId, locale: 'en' })),
  'reporting/desk-service.moveBlock': network('report:draft', (w) => ({
    ...{ networkId: w.networkId, block: 'x', to: 'up', version: 0 }
  })),
  'reporting/piece-service.readPiece': network('report:draft', (w) => ({ networkId: w.networkId, key: 'hide:x' })),
  'reporting/piece-service.previewPiece': network('report:draft', piece),
  'reporting/piece-service.listPlaces': network('report:draft', (w) => ({ networkId: w.networkId, locale: 'en' })),
  'reporting/piece-service.findNumbers': network('report:draft', (w) => ({
    ...{ networkId: w.networkId, find: '', locale: 'en' }
  })),
  'reporting/quote-service.listQuotes': network('report:draft'),
  'reporting/editorial-service.savePiece': network('report:draft', piece),
  'reporting/editorial-service.takeBackPiece': network('report:draft', (w) => ({
    ...{ networkId: w.networkId, key: 'hide:x', version: 7 }
  })),
  'reporting/editorial-service.readPieceVersions': network('report:draft', (w) => ({
    ...{ networkId: w.networkId, key: 'hide:x' }
  })),
  'reporting/picture-service.addPicture': network('report:draft', (w) => ({
    ...{ networkId: w.networkId, bytes: new Uint8Array() }
  })),
  'reporting/picture-service.readDraftPicture': network('report:draft', (w) => ({
    ...{ networkId: w.networkId, sha256: 'x' }
  })),
  'reporting/comment-service.listComments': network('report:draft'),
  'reporting/comment-service.addComment': network('report:draft', (w) => ({
    ...{ networkId: w.networkId, block: 'x', text: 'x' }
  })),
  'reporting/comment-service.settleComment': network('report:draft', (w) => ({ commentId: w.reportCommentId })),
  'reporting/edition-list-service.listEditions': network('report:draft'),
  'reporting/edition-list-service.showEdition': network('report:draft', edition),
  'reporting/compare-service.compareTwoEditions': network('report:draft', (w) => ({
    ...{ before: w.editionId, after: w.editionId }
  })),
  'reporting/rebuild-service.rebuildEdition': network('report:draft', edition),
  'reporting/edition-service.freezeEdition': network('report:draft'),
  'reporting/edition-service.approveEdition': network('report:approve', (w) => ({
    editionId: w.editionId,
    sha256: 'x'
  })),
  'reporting/edition-service.publishEdition': network('report:publish', edition),
  'roadmap/calendar-service.readCalendarChoices': own('account:own', () => ({})),
  'roadmap/calendar-service.createCalendarFeed': own('account:own', () => ({})),
  'roadmap/calendar-service.revokeCalendarFeed': own('account:own', () => ({})),
  'push/choice-service.readNotifyChoices': own('account:own', () => ({})),
  'push/choice-service.setNotifyChoices': own('account:own', () => ({ mail: false, push: true, silence: false })),
  'push/seen-service.noteDevice': own('sync:pull', () => ({ deviceId: 'device-0001', unsent: 1, sent: true })),
  'push/seen-service.forgetDevice': own('account:own', () => ({ deviceId: 'device-0001' })),
  'push/service.readPush': own('account:own', () => ({})),
  'push/service.subscribePush': own('account:own', () => ({ endpoint: 'https://fcm.googleapis.com/fcm/send/x' })),
  'push/service.unsubscribePush': own('account:own', () => ({ id: 'x' })),
  'reporting/service.listReports': network('report:draft'),
  'reporting/draft-job-service.startDraft': network('report:draft'),
  'reporting/draft-job-service.draftProgress': network('report:draft'),
  'reporting/draft-job-service.cancelDraft': network('report:draft'),
  // everybody has uploads of their own; what may become of one is the command's matter (evidence.add)
  'files/upload-service.findUpload': own('sync:push', () => ({ sha256: SHA256_OF_X })),
  'files/upload-service.dropUpload': own('sync:push', () => ({ sha256: SHA256_OF_X })),
  'files/upload-service.receivePiece': own('sync:push', () => ({
    sha256: SHA256_OF_X,
    offset: 0,
    size: 1,
    read: () => Promise.resolve({ ok: true, value: Uint8Array.of(0x78) })
  })),
  // the command line's alone
  'operations/held-mail-service.releaseHeldMail': network('database:maintain', () => ({ drop: false })),
  'operations/repack-service.repackAnswers': network('database:maintain'),
  'outreach/contact-list-service.listContacts': network('contact:edit'),
  'outreach/contact-list-service.listContactRecords': network('contact:edit'),
  'outreach/contact-list-service.readContact': network('contact:edit', (w) => ({ contactId: w.contactId })),
  'outreach/same-contact-service.listSameContacts': network('contact:edit', (w) => ({
    ...{ networkId: w.networkId, name: 'Karin Lund', emails: ['karin@example.org'] }
  })),
  'outreach/touch-list-service.listTouches': network('contact:edit'),
  'outreach/person-service.exportPerson': network('contact:edit', (w) => ({ contactId: w.contactId })),
  'outreach/retention-service.readRetention': network('contact:edit'),
  'outreach/retention-service.setRetention': network('network:administer', (w) => ({
    ...{ networkId: w.networkId, untouchedMonths: 24, optedOutMonths: 6 }
  })),
  'outreach/vcard-service.previewVcards': network('contact:edit', cardFile),
  'outreach/vcard-service.importVcards': network('contact:edit', cardFile),
  'outreach/vcard-service.exportVcards': network('contact:edit'),
  'outreach/meeting-photo-service.readMeetingPhoto': network('meeting:read', (w) => ({ photoId: w.meetingPhotoId })),
  'outreach/meeting-list-service.listMeetings': network('meeting:read', (w) => ({ networkId: w.networkId })),
  'outreach/thanks-service.previewThanks': network('meeting:log', (w) => ({ meetingId: w.meetingId })),
  'outreach/thanks-service.sendThanks': network('meeting:log', (w) => ({
    meetingId: w.meetingId,
    contactIds: [w.contactId],
    subject: 'Thank you',
    body: 'Thank you.'
  })),
  'outreach/list-import-service.previewList': network('contact:edit', listFile),
  'outreach/list-import-service.importList': network('contact:edit', listFile),
  'outreach/list-import-service.listImports': network('contact:edit', listFile),
  'outreach/list-import-service.readImport': network('contact:edit', (w) => ({ importId: w.listImportId })),
  'outreach/list-import-service.stopImport': network('contact:edit', (w) => ({ importId: w.listImportId })),
  'outreach/list-import-service.undoListImport': network('contact:edit', (w) => ({ importId: w.listImportId })),
  'outreach/undo-preview-service.previewUndo': network('contact:edit', (w) => ({ importId: w.listImportId })),
  'outreach/outreach-export-service.exportOutreach': network('contact:edit', (w) => ({
    ...{ networkId: w.networkId, kind: 'all', locale: 'sv' }
  })),
  'outreach/erasure-service.previewErasure': network('contact:edit', (w) => ({ contactId: w.contactId })),
  'outreach/erasure-service.eraseContact': network('contact:edit', (w) => ({ contactId: w.contactId })),
  'sync/service.pullChanges': own('sync:pull', () => ({ since: 0 })),
  'sync/service.pushCommands': own('sync:push', () => ({ protocol: 1, deviceId: 'd', commands: [] }))
};

const meeting = (w: World) => ({
  meetingId: '018f0000-0000-7000-8000-000000000001',
  heldOn: '2026-11-01',
  form: 'call',
  municipalityIds: [w.municipalityId],
  attendees: [],
  background: '',
  workSoFar: '',
  exchange: '',
  conclusions: '',
  barriers: [],
  followUps: []
});

/** Every command a device can send, with its payload. */
export const COMMANDS: Record<string, Call> = {
  'answer.set': place('assessment:answer', (w) => ({
    assessmentId: w.assessmentId,
    criterionId: 'c',
    value: 'yes',
    note: '',
    evidence: ''
  })),
  'assessment.submit': place('assessment:answer', (w) => ({ assessmentId: w.assessmentId })),
  'check.keep': place('assessment:answer', (w) => ({
    checkId: '018f0000-0000-7000-8000-000000000002',
    municipalityId: w.municipalityId,
    modelId: 'roadmap',
    modelVersion: '1.0.0',
    answers: {},
    takenAt: '2026-11-12T09:00:00.000Z'
  })),
  // nobody has uploaded anything: whoever may is told just that
  'evidence.add': place('assessment:answer', (w) => ({
    fileId: '018f0000-0000-7000-8000-0000000000fe',
    assessmentId: w.assessmentId,
    criterionId: 'mandate-first-decision',
    name: 'decision.txt',
    sha256: SHA256_OF_X,
    size: 1
  })),
  'evidence.remove': place('assessment:answer', (w) => ({ fileId: w.fileId, removed: true })),
  'assessment.open': place('assessment:answer', (w) => ({ assessmentId: w.assessmentId })),
  'assessment.name': place('assessment:answer', (w) => ({ assessmentId: w.assessmentId, named: true })),
  // an officer marks only what was copied from another municipality as ready (see review.test.ts)
  'assessment.ready': place('assessment:assist', (w) => ({ assessmentId: w.assessmentId })),
  // officers of the municipality and coordinators, as for links; what a coordinator may comment on: review.test.ts
  'comment.add': place('link:edit', (w) => ({
    commentId: '018f0000-0000-7000-8000-000000000002',
    assessmentId: w.assessmentId,
    criterionId: null,
    text: 'Thank you'
  })),
  'comment.settle': place('link:edit', (w) => ({ commentId: w.commentId, settled: true })),
  'conflict.settle': place('assessment:answer', (w) => ({ conflictId: w.conflictId, choose: 'present' })),
  // of a meeting; of a step: who may plan it (see conflicts.test.ts)
  'clash.settle': network('meeting:log', (w) => ({
    clashId: w.clashId,
    choose: 'standing',
    seen: { standing: '', other: 'Two maps' }
  })),
  'setting.set': place('roadmap:edit', (w) => ({
    municipalityId: w.municipalityId,
    conditions: [],
    target: null,
    example: false
  })),
  'step.set': place('roadmap:edit', (w) => ({
    municipalityId: w.municipalityId,
    criterionId: 'c',
    status: 'planned',
    due: null
  })),
  'mentoring.profile': place('mentoring:offer', (w) => ({
    municipalityId: w.municipalityId,
    offers: [],
    capacity: 0,
    wants: [],
    languages: ['sv']
  })),
  // the world's pairing runs: which side may answer an invitation is asserted in pairings.test.ts
  'pairing.reply': place('pairing:reply', (w) => ({
    pairingId: w.pairingId,
    side: 'mentee',
    accept: true,
    reason: ''
  })),
  'pairing.goals': place('pairing:edit', (w) => ({ pairingId: w.pairingId, side: 'mentee', goals: [] })),
  'pairing.extend': place('pairing:edit', (w) => ({ pairingId: w.pairingId, side: 'mentee', endsOn: '2027-06-30' })),
  'agenda.set': place('pairing:edit', (w) => ({
    pairingId: w.pairingId,
    side: 'mentee',
    itemId: 's1-who',
    done: true
  })),
  'visit.set': place('pairing:edit', (w) => ({
    visitId: '018f0000-0000-7000-8000-000000000007',
    pairingId: w.pairingId,
    side: 'mentee',
    on: '2027-02-01',
    place: 'The town hall'
  })),
  // nobody has uploaded anything: whoever may is told just that
  'pairing-file.add': place('pairing:edit', (w) => ({
    fileId: '018f0000-0000-7000-8000-000000000008',
    pairingId: w.pairingId,
    side: 'mentee',
    name: 'template.txt',
    sha256: SHA256_OF_X,
    size: 1
  })),
  'pairing-file.remove': place('pairing:edit', (w) => ({
    fileId: '018f0000-0000-7000-8000-000000000008',
    pairingId: w.pairingId,
    side: 'mentee',
    removed: true
  })),
  'meeting.log': network('meeting:log', meeting),
  'meeting-photo.add': network('meeting:log', (w) => ({
    fileId: '018f0000-0000-7000-8000-00000000000e',
    meetingId: w.meetingId,
    name: 'board.jpg',
    sha256: SHA256_OF_X,
    size: 1
  })),
  'meeting-photo.remove': network('meeting:log', (w) => ({
    fileId: w.meetingPhotoId,
    meetingId: w.meetingId,
    removed: true
  })),
  'meeting.plan': network('meeting:log', (w) => ({
    ...{ meetingId: '018f0000-0000-7000-8000-00000000000f', title: 'Open data', form: 'visit', minutes: 60 },
    ...{ startsAt: '2027-03-29T10:00', timeZone: 'Europe/Stockholm', place: '', municipalityIds: [w.municipalityId] },
    ...{ invited: [], agenda: [] }
  })),
  // after the plan
  'meeting.cancel': network('meeting:log', () => ({
    meetingId: '018f0000-0000-7000-8000-00000000000f',
    cancelled: true
  })),
  'contact.set': network('contact:edit', (w) => ({ contactId: w.contactId, note: 'Prefers mornings' })),
  'contact.merge': network('contact:edit', (w) => ({
    mergeId: '018f0000-0000-7000-8000-00000000000c',
    keptId: w.contactId,
    goneId: w.goneContactId,
    take: []
  })),
  'contact.unmerge': network('contact:edit', (w) => ({ mergeId: w.mergeId })),
  'contact.remove': network('contact:edit', (w) => ({ contactId: w.contactId, removed: true })),
  // officers of either municipality of the pairing (see sessions.test.ts)
  'session.log': place('session:log', (w) => ({
    sessionId: '018f0000-0000-7000-8000-000000000003',
    pairingId: w.pairingId,
    heldOn: '2026-11-01',
    form: 'call',
    participants: [{ id: '018f0000-0000-7000-8000-000000000004', name: 'Karin Lund', side: 'mentee' }],
    done: 'Read the licences together',
    nextSteps: [],
    nextOn: null
  })),
  'session.remark': place('session:log', (w) => ({
    remarkId: '018f0000-0000-7000-8000-000000000005',
    sessionId: w.sessionId,
    text: 'The template has arrived'
  })),
  // either side for itself (see stories.test.ts)
  'story.tell': place('story:tell', (w) => ({
    storyId: '018f0000-0000-7000-8000-000000000006',
    pairingId: w.pairingId,
    side: 'mentee',
    text: 'The template saved us a month',
    dimension: 'legal',
    criterionId: 'legal-release-check',
    month: '2026-03'
  })),
  'story.consent': place('story:tell', (w) => ({ storyId: w.storyId, side: 'mentee', consent: false, edition: 1 })),
  // after the sessions: either side may end it, and then says what it gave (see pairing-life.test.ts)
  'pairing.end': place('pairing:edit', (w) => ({ pairingId: w.pairingId, side: 'mentee', as: 'completed' })),
  'pairing.evaluate': place('pairing:reply', (w) => ({
    ...{ pairingId: w.pairingId, side: 'mentee', helped: 4, goals: [], worked: '', missing: '', again: true }
  })),
  'follow-up.snooze': network('meeting:log', (w) => ({
    ...{ followUpId: w.followUpId, snoozeId: '018f0000-0000-7000-8000-00000000000d', due: '2026-12-08', reason: '' },
    was: { due: '2026-12-01' }
  })),
  'barrier.correct': place('barrier:correct', (w) => ({
    ...{ correctionId: '018f0000-0000-7000-8000-00000000000e', raisedId: w.raisedId, municipalityId: w.municipalityId },
    ...{ kind: 'withdraw-quote', text: '' }
  })),
  'correction.settle': network('barrier:settle', (w) => ({
    ...{ correctionId: w.correctionId, settled: 'agreed', answer: '' }
  })),
  'data-person.set': place('data-person:set', (w) => ({
    ...{ municipalityId: w.municipalityId, contactId: null, personId: w.leaver.personId },
    was: { contactId: null, personId: null }
  })),
  'follow-up.done': network('meeting:log', (w) => ({ followUpId: w.followUpId, done: true })),
  // last: where it has begun, coordinators may answer and settle too (see review.test.ts)
  'assessment.assist': place('assessment:assist', (w) => ({ assessmentId: w.assessmentId }))
};

/** Functions open to everybody, and why each must be. */
export const OPEN: Record<string, string> = {
  'assessment/public-confirm-service.readConfirmation':
    'whoever confirms for a municipality has no account; needs the token of 256 bits',
  'assessment/public-confirm-service.confirmByLink':
    'whoever confirms for a municipality has no account; needs the token of 256 bits, works once',
  'assessment/public-confirm-service.commentByLink':
    'whoever confirms for a municipality has no account; needs the token of 256 bits, a few comments a link',
  'assessment/public-question-service.readQuestion':
    'a colleague an officer asks has no account; needs the token of 256 bits, limited per place',
  'assessment/public-question-service.answerQuestion':
    'a colleague an officer asks has no account; needs the token of 256 bits, overwrites nobody’s answer',
  'assessment/public-check-service.readCheckForm': 'the five-minute check needs no account; reads shipped texts only',
  'assessment/public-check-service.takeCheck': 'the five-minute check needs no account; stores nothing',
  'identity/public-service.askCode':
    'asking for a sign-in code comes before signing in; limited per address and place, says nothing about who exists',
  'identity/public-service.signInWithCode': 'signing in comes before being signed in; limited per account and place',
  'identity/public-service.signInWithPassword':
    'signing in comes before being signed in; limited per account and place',
  'identity/public-service.signInWithSecondFactor': 'signing in, second half; needs the challenge of the first',
  'identity/public-service.signOut': 'a session that has just ended must be able to be left; needs its token',
  'identity/public-service.isSetUp': 'asked at every request, tells only whether there is a network',
  'identity/public-service.ensureSetupCode':
    'called at the start of the server, by no request; gives nothing once there is a network',
  'identity/public-setup-service.initialiseNetwork':
    'the first run; needs the one-use code from the log, and no network',
  'identity/public-setup-service.checkSetupCode': 'the first run; limited per place, and the code has 80 random bits',
  'identity/public-device-service.isAccountClosed':
    'a device whose session has ended; needs the proof of 256 bits that only this device has, tells one bit',
  'identity/public-invitation-service.readInvitation':
    'whoever is invited has no account yet; needs the token of 256 bits',
  'identity/public-invitation-service.acceptInvitation':
    'whoever is invited has no account yet; needs the token of 256 bits',
  'identity/public-invitation-service.askInvitationAgain':
    'whoever is invited has no account yet; mails the inviter once a day, says nothing',
  'identity/public-demo-service.listDemoMail': 'the demo has no mail server; refused outside the demo',
  'model/public-service.readModel': 'a published model is public',
  'roadmap/public-calendar-service.readCalendar':
    'calendars cannot sign in; needs the token of 256 bits, limited per token and address, reads only',
  'roadmap/public-plan-service.readSharedPlan':
    'a manager has no account; needs the token of 256 bits in a link that ends and can be revoked, reads only',
  'model/public-booklet-service.newestBooklet': 'names the roadmap that ships with the program',
  'model/public-booklet-service.readBooklet': 'a published model is public',
  'model/public-booklet-service.readBookletPdf': 'a published model is public',
  'outreach/public-page-service.listPublicPages': 'networks that have switched their page on, by name',
  'outreach/public-page-service.readPublicPage': 'a page a network has switched on is for everybody',
  'outreach/public-page-service.signUpForVisit':
    'whoever asks for a visit has no account; limited per place and address, says nothing about who is known',
  'outreach/public-visit-service.readVisit': 'whoever asked for a visit has no account; needs the token of 256 bits',
  'outreach/public-visit-service.confirmVisit':
    'whoever asked for a visit has no account; needs the token of 256 bits, works once',
  'outreach/public-visit-service.dropVisit':
    'whoever was signed up by somebody else has no account; needs the token of 256 bits',
  'outreach/public-material-service.fetchMaterial':
    'materials for everybody; what is for members asks who is there (public-side.test.ts)',
  'outreach/public-widget-service.readWidget': 'figures a network has switched on, after disclosure control',
  'outreach/public-campaign-service.readReplyPage':
    'whoever was written to has no account; needs the signed link of their message, reads only',
  'outreach/public-campaign-service.replyByLink':
    'whoever was written to has no account; needs the signed link of their message, a few answers each',
  'outreach/public-campaign-service.readUnsubscribe':
    'whoever was written to has no account; needs the signed link of their message, reads only',
  'outreach/public-campaign-service.unsubscribe':
    'whoever was written to has no account; needs the signed link of their message, does one thing and that once',
  'reporting/public-service.listPublishedReports': 'a published report is for everybody',
  'reporting/public-service.readPublishedReport': 'a published report is for everybody',
  'reporting/public-service.readPublishedPicture': 'a published report is for everybody, its pictures too',
  'reporting/public-files-service.readPublishedFile': 'a published report is for everybody',
  'reporting/public-files-service.readPublishedPdfName': 'a published report is for everybody',
  'reporting/public-catalog-service.readCatalog': 'a published report is for everybody',
  'reporting/public-figures-service.readFigure': 'selects among published tables, which are for everybody',
  'reporting/public-factsheet-service.readAreaFactsheet': 'part of a published report, which is for everybody',
  'reporting/public-factsheet-service.readAreaFactsheetPdf': 'part of a published report, which is for everybody',
  'reporting/public-embed-service.readEmbeddedChart': 'part of a published report, which is for everybody',
  'reporting/public-data-service.listReportData': 'a published report is for everybody; limited per place',
  'reporting/public-data-service.readReportData': 'a published report is for everybody; limited per place',
  'reporting/public-data-service.listTableData': 'published tables are for everybody; limited per place',
  'reporting/public-data-service.readTableData': 'published tables are for everybody; limited per place',
  'reporting/public-data-service.listFindingData': 'a published report is for everybody; limited per place',
  'reporting/public-data-service.drawChartData': 'a published report is for everybody; limited per place',
  'reporting/public-service.wordForScreen': 'reads nothing: words a document its caller already has'
};
