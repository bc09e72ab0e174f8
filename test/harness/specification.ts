/** Holds property paths against AWS's resource specification. */
import { readFileSync } from 'node:fs';

/** What AWS's own API and Terraform can state and CloudFormation cannot, so that its specification does not know it. */
const beyond: Readonly<Record<string, readonly string[]>> = {
	'AWS::Redshift::Cluster': ['SkipFinalClusterSnapshot', 'FinalClusterSnapshotIdentifier'],
	'AWS::S3::Bucket': ['AccessControlPolicy.*', 'RequestPaymentConfiguration.Payer', 'VersioningConfiguration.MFADelete', 'LifecycleConfiguration.Rules[].Filter', 'LifecycleConfiguration.Rules[].Filter.*', 'LifecycleConfiguration.Rules[].OwnPrefix'],
};
const FILE = new URL('../../engine/aws/generated/properties.json', import.meta.url);
let types: ReadonlyMap<string, ReadonlySet<string>> | undefined;

/** Throws on a path that the type does not have. Attributes (`@DeletionPolicy`) and types of Plumbline's and of designs' own are left alone. */
export function checkPath(type: string, path: string): void {
	if (path === '' || path.startsWith('@') || type.startsWith('Plumbline::') || type.startsWith('Custom::')) return;
	types ??= read();
	const known = types.get(type);
	if (!known) throw new Error(`AWS's specification has no type ${type} (tools/generate-aws.ts may leave its service out)`);
	// A map where AWS takes a list of maps is read as its only item: brackets do not matter.
	const bare = path.replace(/\[\d*\]/g, '');
	if (known.has(bare)) return;
	for (let dot = bare.lastIndexOf('.'); dot > 0; dot = bare.lastIndexOf('.', dot - 1)) if (known.has(`${bare.slice(0, dot)}.*`)) return;
	throw new Error(`${type} has no property ${path}`);
}

function read(): ReadonlyMap<string, ReadonlySet<string>> {
	const raw = JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, string[]>;
	return new Map(Object.entries(raw).map(([type, patterns]) => [type, new Set([...patterns, ...beyond[type] ?? []].map(pattern => pattern.replaceAll('[]', '')))]));
}
