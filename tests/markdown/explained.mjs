// Documents of which Casebook and micromark make different texts, and why that is as it should be.
// A document that is no longer different has to leave the list.

const ALERT = 'GitHub’s alerts: Casebook writes a title such as “Note” in the place of a sign such as [!NOTE], which CommonMark leaves as text.'
const LINE_ENDS = 'micromark leaves line ends out of some blocks of code; Casebook has every line.'

export const EXPLAINED = [
  { file: 'eslint-plugin-import/docs/rules/order.md', why: ALERT },
  { file: 'undici/README.md', why: ALERT },
  { file: 'fastify/docs/Reference/Validation-and-Serialization.md', why: ALERT },
  { file: 'fastify/docs/Guides/Recommendations.md', why: LINE_ENDS },
  { file: 'fastify/docs/Reference/Server.md', why: LINE_ENDS },
  { file: 'fastify/docs/Reference/TypeScript.md', why: LINE_ENDS },
  { file: 'pino/docs/help.md', why: LINE_ENDS },
  { file: 'fastify/docs/Reference/Reply.md', why: 'A line that begins with a colon defines the paragraph above it: Casebook has lists of definitions, CommonMark has none.' },
]
