/** What projects call the environments that they run in. */
export const environmentNames = {
  development: /^(dev|devel|develop|development|local)$/i,
  production: /^(prod|production|live)$/i,
  other: /^(stag(e|ing)|test(s|ing)?|ci|qa|uat)$/i,
} as const;
