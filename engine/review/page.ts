/** Where the page of a rule is published: what diagnostics, hovers and reports link to. */
const BASE = 'https://github.com/plumbline/plumbline/blob/main/docs/rules';

export function pageUrl(ruleId: string): string {
	return `${BASE}/${ruleId}.md`;
}
