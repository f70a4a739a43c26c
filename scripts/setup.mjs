/** Makes a fresh clone ready: npm packages, Node 24, and the system's packages where they can be installed. Quiet when nothing is missing. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectFolder, run } from './run.mjs'

const modules = join(projectFolder, 'node_modules')
const projectNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** A reason that the person can act upon; printed without a stack. */
export class Stop extends Error {}

/**
 * Brings this clone to the state that the other commands need.
 * @throws Stop with the one line to type, when something is missing that cannot be installed from here
 */
export function setUp({ systemPackages = true } = {}) {
  setUpNpmPackages()
  setUpProjectNode()
  if (systemPackages) setUpSystemPackages()
}

/**
 * Sets up, then runs `work` on the project's Node 24; a script started with another Node starts itself again.
 * Ends the process with the exit code that `work` returns.
 * @param {string} url of the script, `import.meta.url`
 * @param {() => Promise<number | void>} work
 */
export async function runCommand(url, work, options = {}) {
  try {
    setUp(options)
    const wanted = readJson(join(modules, 'node', 'package.json')).version
    if (process.versions.node !== wanted)
      process.exit(await run(projectNode, [fileURLToPath(url), ...process.argv.slice(2)]))
    process.env.PATH = join(modules, '.bin') + delimiter + process.env.PATH
    process.exit((await work()) ?? 0)
  } catch (error) {
    console.error(error instanceof Stop ? error.message : error)
    process.exit(1)
  }
}

function setUpNpmPackages() {
  if (areNpmPackagesCurrent()) return
  console.log('Installing npm packages …')
  // npm tells its scripts where it is; without that it is found on the PATH, on Windows by the shell.
  const npm = process.env.npm_execpath
  const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm, 'ci']] : ['npm', ['ci']]
  const shell = command === 'npm' && process.platform === 'win32'
  const { status } = spawnSync(command, args, { cwd: projectFolder, stdio: 'inherit', shell })
  if (status !== 0) throw new Stop('npm could not install the packages; see its words above.')
}

/** Compares what package-lock.json names with what npm noted at its last installation. */
function areNpmPackagesCurrent() {
  const noted = join(modules, '.package-lock.json')
  if (!existsSync(noted)) return false
  const wanted = readJson(join(projectFolder, 'package-lock.json')).packages
  const installed = readJson(noted).packages
  return Object.entries(wanted).every(
    // Packages for other platforms are wanted by the lock file and installed nowhere here.
    ([path, { version, optional }]) =>
      path === '' || installed[path]?.version === version || (optional && !installed[path]),
  )
}

/** npm may be set to run no install scripts; then the one of `node`, which fetches the binary, is run here. */
function setUpProjectNode() {
  if (existsSync(projectNode)) return
  console.log('Installing Node 24 …')
  const script = join(modules, 'node', 'installArchSpecificPackage.js')
  spawnSync(process.execPath, [script], { cwd: dirname(script), stdio: 'inherit' })
  if (!existsSync(projectNode)) throw new Stop('Node 24 could not be installed from the npm package "node".')
}

const chromiums = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const isOnPath = (command) =>
  process.env.PATH.split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, command)))

/** What Linux needs beyond npm: the package's name in Debian, and how to tell that it is there. */
const systemPackages = [
  { name: 'chromium', isInstalled: () => chromiums.some(isOnPath) },
  { name: 'xvfb', isInstalled: () => isOnPath('Xvfb') },
  { name: 'dbus', isInstalled: () => isOnPath('dbus-daemon') && isOnPath('dbus-run-session') && isOnPath('dbus-send') },
  { name: 'gnome-keyring', isInstalled: () => isOnPath('gnome-keyring-daemon') },
  { name: 'libsecret-1-0', isInstalled: () => /libsecret-1\.so\.0/.test(output('/sbin/ldconfig', ['-p'])) },
  { name: 'fonts-dejavu-core', isInstalled: () => output('fc-list', [':lang=ru']) !== '' },
]

const output = (command, args) => spawnSync(command, args, { encoding: 'utf8' }).stdout ?? ''

function setUpSystemPackages() {
  // Windows and macOS have a keychain and a display; Chromium is asked for only when it is needed.
  if (process.platform !== 'linux') return
  const missing = systemPackages.filter(({ isInstalled }) => !isInstalled()).map(({ name }) => name)
  if (missing.length === 0) return
  const install = `apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (!isOnPath('apt-get'))
    throw new Stop(`Missing on this system: ${missing.join(', ')} (Debian's names). Install them, then start again.`)
  if (process.getuid() !== 0) throw new Stop(`Missing on this system. Type:\n  sudo ${install}`)

  console.log(`Installing ${missing.join(', ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // apt's own words are shown only when it fails.
  for (const args of [['update'], install.split(' ').slice(1)]) {
    const apt = spawnSync('apt-get', args, { env, encoding: 'utf8' })
    if (apt.status !== 0) throw new Stop(`${apt.stdout}\n${apt.stderr}\napt-get ${args.join(' ')} failed; see above.`)
  }
  const stillMissing = systemPackages.filter(({ isInstalled }) => !isInstalled()).map(({ name }) => name)
  if (stillMissing.length > 0)
    throw new Stop(
      `Installed, and still not found: ${stillMissing.join(', ')}. Install them by hand, then start again.`,
    )
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runCommand(import.meta.url, async () => 0)
