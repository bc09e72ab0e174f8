/** As much of `node:assert/strict` as the tests use, for those that run in a browser. */
export function ok(value: unknown, message = 'it is so'): asserts value {
	if (!value) throw new Error(`Not true: ${message}`);
}

export function equal(actual: unknown, expected: unknown, message = ''): void {
	deepEqual(actual, expected, message);
}

export function deepEqual(actual: unknown, expected: unknown, message = ''): void {
	const [is, should] = [actual, expected].map(one => JSON.stringify(one, undefined, '\t'));
	if (is !== should) throw new Error(`${message} ${is} is not ${should}`);
}

export function match(text: string, pattern: RegExp): void {
	if (!pattern.test(text)) throw new Error(`${JSON.stringify(text)} does not match ${pattern}`);
}
