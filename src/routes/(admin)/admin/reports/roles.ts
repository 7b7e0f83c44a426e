/** Who works on reports. */
export const ROLES = ['analyst', 'coordinator', 'administrator'] as const;
