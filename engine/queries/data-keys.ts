/** The KMS keys of a design with which a fix can offer to encrypt data. */
import type { Architecture } from '../model/architecture.ts';
import type { Resource } from '../model/resource.ts';

/** So many keys are offered. */
const OFFERED = 3;

/** The first symmetric keys of the design. */
export function dataKeys(design: Architecture): readonly Resource[] {
	const keys: Resource[] = [];
	for (const key of design.all('AWS::KMS::Key')) {
		if (key.at('KeySpec').is('SYMMETRIC_DEFAULT') === 'yes' && key.at('KeyUsage').is('ENCRYPT_DECRYPT') === 'yes') keys.push(key);
		if (keys.length === OFFERED) break;
	}
	return keys;
}
