import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprint } from '../../../engine/model/fingerprint.ts';

test('equal texts have equal fingerprints, and one changed unit changes it', () => {
	fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.nat(), fc.integer({ min: 1, max: 0xffff }), (text, at, change) => {
		expect(fingerprint(`${text}`)).toBe(fingerprint(text));
		if (text === '') return;
		const index = at % text.length;
		const other = text.slice(0, index) + String.fromCharCode(text.charCodeAt(index) ^ change) + text.slice(index + 1);
		expect(fingerprint(other)).not.toBe(fingerprint(text));
	}));
});

test('many similar texts have different fingerprints', () => {
	const texts = Array.from({ length: 50_000 }, (_, index) => `Resources:\n  Bucket${index}:\n    Type: AWS::S3::Bucket\n`);
	expect(new Set(texts.map(fingerprint)).size).toBe(texts.length);
});
