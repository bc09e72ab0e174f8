import type { Property, Resource } from '../../engine/model/resource.ts';
import { STARTED_TYPES, startupOf } from '../../engine/queries/startup.ts';
import { type Report, defineRule } from '../../engine/review/rule.ts';

const TASK = 'AWS::ECS::TaskDefinition';

export default defineRule({
	id: 'efs/windows',
	title: 'Windows does not mount EFS',
	severity: 'warning',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/efs/latest/ug/efs-mount-helper.html',
	on: [...STARTED_TYPES, TASK],
	review(resource, _design, report) {
		if (resource.type === TASK) return reviewTask(resource, report);
		const { windows, mounts } = startupOf(resource);
		const mount = windows ? mounts.find(one => one.kind === 'efs') : undefined;
		if (mount) report(mount.at, `${resource.name} runs Windows and mounts EFS (“${mount.by}”): EFS serves Linux only. FSx for Windows File Server is what Windows mounts.`, { key: true, related: systems(mount.at) });
	},
});

function reviewTask(task: Resource, report: Report): void {
	const family = task.at('RuntimePlatform.OperatingSystemFamily');
	if (family.test(one => /^windows/i.test(String(one))) !== 'yes') return;
	for (const volume of task.all('Volumes[].EFSVolumeConfiguration')) {
		if (!volume.together(family)) continue;
		report(volume, `The containers of ${task.name} run ${family.string}, and EFS serves Linux only. FSx for Windows File Server is what Windows mounts.`, { key: true, related: [family, ...systems(volume.at('FilesystemId'))] });
	}
}

/** The file system that is meant, where it is in the design. */
function systems(place: Property): readonly Resource[] {
	const { design } = place.resource;
	const direct = design.follow(place, 'AWS::EFS::FileSystem');
	const named = (place.textParts ?? []).flatMap(part => (typeof part !== 'string' && part.kind === 'reference' ? design.resource(part.target) ?? [] : []));
	return direct ? [direct] : named.filter(one => one.type === 'AWS::EFS::FileSystem');
}
