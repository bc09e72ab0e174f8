/** What a shell script, the packages of cloud-init or those of cfn-init install, start and mount: read line by line for words that mean one thing only. */

export interface Software {
	readonly kind: 'database' | 'web';
	/** For the reader: `MariaDB`, `Apache`. */
	readonly name: string;
}

export interface Finding extends Software {
	/** The command or package that says so, for the reader. */
	readonly by: string;
}

interface Known extends Software {
	/** Packages that bring the server; clients and tools have other names. */
	readonly packages: RegExp;
	/** Packages that bring it only by Debian's names: elsewhere these are clients. */
	readonly debian?: RegExp;
	readonly services: RegExp;
	/** Container images. */
	readonly images: RegExp;
}

const SOFTWARE: readonly Known[] = [
	{ kind: 'database', name: 'MySQL', packages: /^((default-)?mysql\d*(-(community|commercial))?-server(-core)?(-[\d.]+)?|percona-(server-server|xtradb-cluster)[\w.-]*)$/, services: /^mysqld?$/, images: /^(mysql|percona)$/ },
	{ kind: 'database', name: 'MariaDB', packages: /^mariadb[\d.]*-server[\w.-]*$/i, services: /^mariadb$/, images: /^mariadb$/ },
	{ kind: 'database', name: 'PostgreSQL', packages: /^postgresql[\d.-]*-server[\w.-]*$/, debian: /^postgresql(-\d+(\.\d+)?)?$/, services: /^postgresql(-\d+(\.\d+)?)?$/, images: /^(postgres|postgis)$/ },
	{ kind: 'database', name: 'SQL Server', packages: /^(mssql-server|sql-server-(express|developer|\d+)[\w.-]*)$/, services: /^mssql-server$/, images: /^mssql\/server$/ },
	{ kind: 'database', name: 'Oracle Database', packages: /^oracle-(database-(ee|se\d?|xe|free)|xe)[\w.-]*$/, services: /^oracle-(xe|free|database)[\w-]*$/, images: /^database\/(enterprise|express|free)$/ },
	{ kind: 'database', name: 'MongoDB', packages: /^mongodb(-org|-enterprise)?(-server)?$/, services: /^mongod(b)?$/, images: /^mongo$/ },
	{ kind: 'database', name: 'Redis', packages: /^redis(-server|-stack-server|\d)?$/, services: /^redis(-server|\d)?$/, images: /^redis$/ },
	{ kind: 'web', name: 'Apache', packages: /^(httpd(\d+)?|apache2?|libapache2-mod-[\w.-]+)$/, services: /^(httpd|apache2)$/, images: /^(httpd|wordpress)$/ },
	{ kind: 'web', name: 'nginx', packages: /^nginx(-full|-core|-light|\d+)?$/, services: /^nginx$/, images: /^nginx$/ },
	{ kind: 'web', name: 'lighttpd', packages: /^lighttpd$/, services: /^lighttpd$/, images: /^lighttpd$/ },
	{ kind: 'web', name: 'Caddy', packages: /^caddy$/, services: /^caddy$/, images: /^caddy$/ },
	{ kind: 'web', name: 'IIS', packages: /^web-(web)?server$/i, services: /^w3svc$/i, images: /^iis$/ },
];

const INSTALL = /\b(yum|dnf|microdnf|apt-get|apt|aptitude|zypper|apk|amazon-linux-extras|choco|brew|Install-WindowsFeature)\b((?:\s+-\S+)*\s+(?:install|add)\b)?([^;&|]*)/gi;
const START = /\b(?:systemctl\s+(?:-\S+\s+)*(?:start|enable|restart)|chkconfig|rc-service|Start-Service)\s+([^;&|]*)/gi;
const SERVICE = /\bservice\s+([\w.@-]+)\s+(?:start|restart)\b/g;
const RUN = /\b(?:docker|podman|nerdctl)\s+(?:container\s+)?run\b([^;&|]*)/g;
/** What a line says behind these is said to somebody, not done. */
const SAID = /^\s*(echo|printf|logger|Write-Host|Write-Output)\b/i;

/** The commands of a text: comments gone, lines that go on joined. */
export function linesOf(text: string): readonly string[] {
	return text.replaceAll(/[\\`]\r?\n\s*/g, ' ').split(/\r?\n/).map(line => line.replace(/(^|\s)#(?!!).*$/, '$1')).filter(line => line.trim() !== '' && !SAID.test(line));
}

/** What a text installs or starts, each server once. */
export function softwareIn(text: string): readonly Finding[] {
	const found: Finding[] = [];
	for (const line of linesOf(text)) {
		for (const [by, manager, verb, rest] of line.matchAll(INSTALL)) {
			if (verb === undefined && !/^Install-WindowsFeature$/i.test(manager!)) continue;
			for (const name of wordsOf(rest!)) found.push(...byPackage(name, manager!.toLowerCase(), by));
		}
		for (const [by, rest] of [...line.matchAll(START), ...line.matchAll(SERVICE)]) for (const name of wordsOf(rest!)) found.push(...byService(name, by));
		for (const [by, rest] of line.matchAll(RUN)) for (const name of wordsOf(rest!)) found.push(...byImage(name, by));
	}
	found.push(...cloudPackages(text.replaceAll('\r\n', '\n')).flatMap(name => byPackage(name, '', name)));
	return once(found);
}

/** The first that is found of each. */
export function once<T extends Finding>(found: readonly T[]): readonly T[] {
	return found.filter((one, index) => found.findIndex(other => other.name === one.name) === index);
}

/** By the name of a package, and its manager: `yum`, `apt`; empty where that is not known. */
export function byPackage(name: string, manager: string, by: string): readonly Finding[] {
	const bare = name.replace(/^["']|["']$/g, '').split('=')[0]!.replace(/\.(x86_64|aarch64|noarch|amd64|arm64)$/, '');
	return SOFTWARE.filter(one => one.packages.test(bare) || (/^apt|^apk$|^choco$|^brew$/.test(manager) && one.debian?.test(bare))).map(one => said(one, by));
}

export function byService(name: string, by: string): readonly Finding[] {
	const bare = name.replace(/\.service$/, '');
	return SOFTWARE.filter(one => one.services.test(bare)).map(one => said(one, by));
}

function byImage(name: string, by: string): readonly Finding[] {
	const [, path] = /^([\w./-]+?)(?::[\w.-]+)?(?:@sha256:\w+)?$/.exec(name) ?? [];
	const parts = path?.split('/') ?? [];
	return SOFTWARE.filter(one => [parts.at(-1) ?? '', parts.slice(-2).join('/')].some(image => one.images.test(image))).map(one => said(one, by));
}

function said({ kind, name }: Known, by: string): Finding {
	return { kind, name, by: shortened(by) };
}

function shortened(by: string): string {
	const line = by.trim().replaceAll(/\s+/g, ' ');
	return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}

/** The words of a command that are no options, nor the values of those that are written with a space. */
function wordsOf(rest: string): readonly string[] {
	return rest.split(/[\s,]+/).map(word => word.replaceAll(/^["']|["']$/g, '')).filter(word => word !== '' && !word.startsWith('-'));
}

/** The list `packages` of cloud-init. */
function cloudPackages(text: string): readonly string[] {
	if (!/^#cloud-config\b/m.test(text)) return [];
	const list = /^packages:[ \t]*\n((?:[ \t]*(?:-.*|#.*)?\n?)*)/m.exec(text)?.[1] ?? '';
	return [...list.matchAll(/^[ \t]*-[ \t]*\[?["']?([\w.+=-]+)/gm)].map(([, name]) => name!);
}

/** A network file system that a text mounts. */
export interface MountFinding {
	readonly kind: 'efs' | 'nfs' | 'other';
	readonly by: string;
}

/** Commands and lines of `/etc/fstab` that mount a network file system, or copy to and from one. */
export function mountsIn(text: string): readonly MountFinding[] {
	return linesOf(text).flatMap((line): readonly MountFinding[] => {
		const by = shortened(line);
		if (/\bmount(\.efs)?\b[^;&|]*\s-t\s+efs\b|\bmount\.efs\b|\s\S+\s+efs\s+[\w,=.]*(_netdev|tls|iam|defaults)|\.efs\.[\w-]+\.amazonaws\.com/.test(line) || (/\bmount\b/.test(line) && /\bfs-[0-9a-f]{8,}\b/.test(line))) return [{ kind: 'efs', by }];
		if (/\bmount\b[^;&|]*\s-t\s+nfs4?\b|\s\/\S*\s+nfs4?\s+\S/.test(line)) return [{ kind: 'nfs', by }];
		if (/\bmount\b[^;&|]*\s-t\s+(lustre|cifs|glusterfs|ceph)\b|\s(lustre|cifs|glusterfs)\s+\S|\b(s3fs|goofys|mount-s3|rclone|gluster)\b|\baws\s+s3\s+(sync|cp|mount)\b|\bNew-SmbMapping\b|\bnet\s+use\b/.test(line)) return [{ kind: 'other', by }];
		return [];
	});
}

/** What keeps its users' uploads among its own files, by how scripts get it; the words tell where. */
const CONTENT: readonly (readonly [name: string, keeps: string, sign: RegExp])[] = [
	['WordPress', 'wp-content', /\bwordpress\.org\/[\w./-]*(latest|wordpress)|\bwp\s+core\s+(download|install)\b|\bwordpress[\w.-]*\.(tar\.gz|zip)\b|\bwp-content\b/i],
	['Drupal', 'sites/default/files', /\bdrupal\.org\/\S*\.(tar\.gz|zip)|\bcreate-project\s+drupal\//i],
	['Joomla', 'images', /\bjoomla\.org\/\S*\.(tar\.gz|zip)/i],
	['Moodle', 'moodledata', /\bmoodle\.org\/\S*\.(tgz|tar\.gz|zip)|\bmoodledata\b/i],
	['Nextcloud', 'data', /\bnextcloud\.com\/\S*\.(tar\.bz2|zip)/i],
	['MediaWiki', 'images', /\bmediawiki-[\d.]+\.tar\.gz/i],
];

export interface ContentFinding {
	/** `WordPress`. */
	readonly name: string;
	/** The folder that it keeps content in: `wp-content`. */
	readonly keeps: string;
}

/** What a text installs that keeps content on the disk it stands on. */
export function contentIn(text: string): ContentFinding | undefined {
	const lines = linesOf(text);
	const found = CONTENT.find(([, , sign]) => lines.some(line => sign.test(line)));
	return found && { name: found[0], keeps: found[1] };
}
