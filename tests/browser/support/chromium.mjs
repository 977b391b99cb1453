// The browser that tests run in, and how long they wait for it.

import { chromium } from 'playwright-core'

export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell'

/** Nothing but this machine can be reached, whatever a page asks for. */
export const ALONE = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'

/** How long one page may take. It ends a hang; no test measures time. */
const LONGEST = 240_000
/** For a test: longer, so that a page that hangs is closed first. */
export const PATIENCE = { timeout: LONGEST + 60_000 }

export function launch() {
  return chromium.launch({ executablePath: CHROMIUM, args: [ALONE] })
}

/**
 * Does something with a page in a context of its own, which is closed after that, or when it takes
 * too long: a test that is given up leaves its page at work, and all after it would be slow.
 */
export async function within(context, act) {
  const clock = setTimeout(() => context.close(), LONGEST)
  try {
    return await act()
  } finally {
    clearTimeout(clock)
    await context.close()
  }
}
