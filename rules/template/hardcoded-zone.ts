import type { Resource } from '../../engine/model/resource.ts';
import { writtenOut } from '../../engine/queries/written-out.ts';
import { defineRule } from '../../engine/review/rule.ts';

/** Where each type names its zone, and what else of a region it can name. */
const PLACES: Readonly<Record<string, readonly [zone: string, ...bound: readonly string[]]>> = {
	'AWS::EC2::Subnet': ['AvailabilityZone', 'VpcId', 'OutpostArn'],
	'AWS::EC2::Instance': ['AvailabilityZone', 'ImageId', 'SubnetId', 'KeyName'],
	'AWS::EC2::Volume': ['AvailabilityZone', 'SnapshotId', 'KmsKeyId', 'OutpostArn'],
	'AWS::EFS::FileSystem': ['AvailabilityZoneName', 'KmsKeyId'],
};

/** `eu-west-1a`. Zones of cities and carriers (`us-west-2-lax-1a`) are named because nowhere else will do. */
const ZONE = /^([a-z]{2}(?:-[a-z]+)+-\d)[a-z]$/;

export default defineRule({
	id: 'template/hardcoded-zone',
	title: 'Zones are taken from the region of the deployment',
	severity: 'hint',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getavailabilityzones.html',
	on: Object.keys(PLACES),
	review(resource, _design, report) {
		const [place, ...bound] = PLACES[resource.type]!;
		for (const zone of resource.at(place).alternatives) {
			const name = writtenOut(zone);
			const region = name === undefined ? undefined : ZONE.exec(name)?.[1];
			// What stands under a condition can be what is meant for that region alone.
			if (region === undefined || zone.when.length > 0 || isOfOneRegion(resource, bound)) continue;
			report(zone, `${resource.name} is in ${name} wherever the design is deployed: in every region but ${region} the deployment fails.`);
		}
	},
});

/** The design says its region itself, or names what is in one region only: another zone alone would not make it fit for others. */
function isOfOneRegion(resource: Resource, bound: readonly string[]): boolean {
	// CDK writes zones out in a stack that it makes for one region, and asks for them in others.
	if (resource.origin !== undefined) return true;
	const region = resource.at('@Region');
	if (region.value?.kind === 'known' && region.assumed.length === 0) return true;
	// Subnets that AWS made with the account are found by their zone.
	if (resource.type === 'AWS::EC2::Subnet' && resource.at('VpcId').exists === 'no') return true;
	return bound.some(name => resource.at(name).raw.some(({ value, assumed }) => value.kind === 'known' && assumed.length === 0 && !String(value.scalar).startsWith('alias/')));
}
