/** Figures of AWS KMS: each has its home here, with the page that states it. Read on 2026-11-24. */

export interface Range {
	readonly least: number;
	readonly most: number;
}

/** Days between one rotation and the next: https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html */
export const ROTATION_PERIOD: Range = { least: 90, most: 2560 };

/** Days that a key waits to be deleted: https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html */
export const DELETION_WINDOW: Range = { least: 7, most: 30 };

/** Length of an alias with its prefix: https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html */
export const ALIAS_LENGTH = 256;

/** What a key of each spec can be for; specs that are not listed are not judged. https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html */
export const USAGES: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
	['SYMMETRIC_DEFAULT', ['ENCRYPT_DECRYPT']],
	...usable(['RSA_2048', 'RSA_3072', 'RSA_4096'], ['ENCRYPT_DECRYPT', 'SIGN_VERIFY']),
	...usable(['ECC_NIST_P256', 'ECC_NIST_P384', 'ECC_NIST_P521'], ['SIGN_VERIFY', 'KEY_AGREEMENT']),
	...usable(['ECC_NIST_EDWARDS25519', 'ECC_SECG_P256K1', 'ML_DSA_44', 'ML_DSA_65', 'ML_DSA_87'], ['SIGN_VERIFY']),
	['SM2', ['ENCRYPT_DECRYPT', 'SIGN_VERIFY', 'KEY_AGREEMENT']],
	...usable(['HMAC_224', 'HMAC_256', 'HMAC_384', 'HMAC_512'], ['GENERATE_VERIFY_MAC']),
]);

function usable(specs: readonly string[], usages: readonly string[]): (readonly [string, readonly string[]])[] {
	return specs.map(spec => [spec, usages] as const);
}

/** The kinds of key in a reader's words; undefined for a spec that is not known here. */
export function kindOfKey(spec: string): string | undefined {
	if (spec === 'SYMMETRIC_DEFAULT') return 'a symmetric key';
	if (!USAGES.has(spec)) return undefined;
	return spec.startsWith('HMAC') ? 'an HMAC key' : 'an asymmetric key';
}
