import { nameProperty, namedTypes } from '../../engine/aws/names.ts';
import type { Resource } from '../../engine/model/resource.ts';
import { sameRegion } from '../../engine/queries/regions.ts';
import { written } from '../../engine/queries/written.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'template/duplicate-identifier',
	title: 'No two resources of a type bear the same name',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html',
	on: namedTypes,
	review(resource, design, report) {
		const property = nameProperty(resource.type)!;
		const namesakes = design.namesakes(resource);
		const before = namesakes.slice(0, namesakes.findIndex(one => one.id === resource.id));
		const first = before.find(one => collide(one, resource, property));
		if (!first) return;
		const name = resource.at(property);
		report(name, `${name.string === undefined ? 'This' : `"${name.string}"`} is the name of ${first.name} already: AWS makes no second ${resource.type} of one name, and the deployment fails.`, {
			related: [first.at(property)],
		});
	},
});

/** Both are made in any case, or whenever one of them is, and at one place: of one account in one region. */
function collide(one: Resource, other: Resource, property: string): boolean {
	if ([one, other].some(each => each.multiplicity !== undefined || each.partial)) return false;
	const [a, b] = [one.at(property), other.at(property)];
	if (!written(a) || !written(b)) return false;
	// What stands at one place is made by a loop, or by a module that is called twice.
	if (a.site.uri === b.site.uri && a.site.range.start === b.site.range.start) return false;
	const [whenA, whenB] = [JSON.stringify(one.when), JSON.stringify(other.when)];
	if (one.when.length > 0 && other.when.length > 0 && whenA !== whenB) return false;
	return a.together(b) && defaults(one, property) === defaults(other, property) && stackOf(one) === stackOf(other) && sameProvider(one, other) && sameRegion(one, other) === 'yes';
}

/** Two parameters may have one default, and be given different values. */
function defaults(resource: Resource, property: string): string {
	return resource.at(property).assumed.map(one => one.source).sort().join();
}

/** What the ids of all resources of one stack begin with. */
function stackOf({ id, address }: Resource): string {
	return id.slice(0, id.length - address.length);
}

/** A provider of another name may be of another account. */
function sameProvider(one: Resource, other: Resource): boolean {
	const [a, b] = [one.at('@Provider'), other.at('@Provider')];
	return a.exists === 'no' ? b.exists === 'no' : a.string !== undefined && a.string === b.string;
}
