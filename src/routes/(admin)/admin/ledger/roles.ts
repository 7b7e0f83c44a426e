/** Who reads the ledger of the whole network. */
export const ROLES = ['analyst', 'coordinator', 'administrator'] as const;
