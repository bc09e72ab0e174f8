/** Several names in one sentence, for messages. */
const formats = {
	and: new Intl.ListFormat('en-GB', { type: 'conjunction' }),
	or: new Intl.ListFormat('en-GB', { type: 'disjunction' }),
};

/** `a`, `a and b`, `a, b and c`; each name once. */
export function listed(names: readonly string[], word: keyof typeof formats = 'and'): string {
	return formats[word].format(new Set(names));
}
