/** Where version 1 kept half-typed texts, readable. */
export const oldDraftKeys = (personId: string): string[] => {
  try {
    return Object.keys(localStorage).filter(
      (key) => key.startsWith(`waymark-typing/${personId}/`) || key === `waymark-draft-meeting-${personId}`
    );
  } catch {
    // storage is blocked: then nothing was kept either
    return [];
  }
};
