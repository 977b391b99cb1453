export const COMPONENTS = ['breadcrumb']
export const UNSUPPORTED = {}
