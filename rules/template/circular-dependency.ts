import { type Dependency, dependencyWay } from '../../engine/queries/dependencies.ts';
import type { Resource } from '../../engine/model/resource.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'template/circular-dependency',
	title: 'Resources do not wait for one another',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html',
	on: '*',
	review(resource, _design, report) {
		// Said once of a circle, by the first of its names: a place would change whenever its neighbours do.
		const way = dependencyWay(resource, resource, step => step.to.id >= resource.id && isCertain(step, resource));
		if (!way) return;
		const names = [resource, ...way.map(step => step.to)].map(one => one.name);
		report(way[0]!.at, way.length === 1
			? `${resource.name} refers to itself: what it is to be made with is known only when it is made.`
			: `These wait for one another, and none can be made first: ${names.join(' → ')}.`, {
			about: resource,
			related: way.slice(1).map(step => ({ at: step.at, message: `${step.from.name} refers to ${step.to.name}` })),
		});
	},
});

/** What one resource says itself of another that is there whenever it is, in the same stack. A bucket's events are s3/event-circular's. */
function isCertain({ from, to, at }: Dependency, start: Resource): boolean {
	if (!isOwn(from, at) || [from, to].some(one => one.multiplicity !== undefined) || stackOf(to) !== stackOf(start)) return false;
	if (from.type === 'AWS::S3::Bucket' && from.at('NotificationConfiguration').exists !== 'no') return false;
	return [from, to].every(one => one.when.length === 0 || JSON.stringify(one.when) === JSON.stringify(start.when));
}

/** Written in its own block: what stands in a policy document or in a resource of its own beside it may be made later. */
function isOwn(resource: Resource, { uri, range }: Dependency['at']): boolean {
	const block = resource.design.blocks.get(resource.blocks[0] ?? '');
	return block?.uri === uri && block.range.start <= range.start && range.end <= block.range.end;
}

/** What the ids of all resources of one stack begin with. */
function stackOf({ id, address }: Resource): string {
	return id.slice(0, id.length - address.length);
}
