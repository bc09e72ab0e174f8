/**
 * A short stand-in for a text: its length and 53 bits mixed from its UTF-16 units. Equal texts have equal fingerprints; that two
 * different ones do is as likely as guessing a fifteen-digit number. What is remembered by it does not keep the text alive.
 */
export function fingerprint(text: string): string {
	let high = 0xdeadbeef;
	let low = 0x41c6ce57;
	for (let index = 0; index < text.length; index++) {
		const unit = text.charCodeAt(index);
		high = Math.imul(high ^ unit, 0x9e3779b1);
		low = Math.imul(low ^ unit, 0x5f356495);
	}
	high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
	low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
	return `${text.length}.${(high >>> 0).toString(36)}.${(low & 0x1fffff).toString(36)}`;
}
