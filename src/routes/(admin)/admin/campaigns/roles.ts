/** Who runs campaigns. */
export const ROLES = ['coordinator', 'administrator'] as const;
