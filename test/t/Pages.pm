# Pages in a browser (Chromium), and packages of npm that look at them. What is not installed
# is skipped by the test.
package Pages;

use strict;
use warnings;

use Cwd qw(abs_path);
use Exporter 'import';
use IPC::Run;
use PostgreSQL::Test::Utils;
our @EXPORT = qw(chromium dom_of pdf_of npm_packages look_page found_in shown_in);

# The program, or undef
sub chromium
{
	my ($program) = grep { -x } map { my $d = $_; map { "$d/$_" } qw(chromium chromium-browser google-chrome) } split /:/, $ENV{PATH};
	return $program;
}

sub run_chromium
{
	my ($dir, @arguments) = @_;
	my ($out, $err) = ('', '');
	# no address but those of this machine can be found
	IPC::Run::run([ chromium(), qw(--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking
		--disable-component-update --disable-sync --disable-dev-shm-usage --virtual-time-budget=600000),
		'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', "--user-data-dir=$dir/profile", @arguments ],
		'>', \$out, '2>', \$err, IPC::Run::timeout(120));
	return $out;
}

# What a page has become when its scripts have run
sub dom_of { my ($dir, $url) = @_; return run_chromium($dir, '--dump-dom', $url) }

# A page as PDF: its content, or '' if there is none
sub pdf_of
{
	my ($dir, $url) = @_;
	my $file = "$dir/page.pdf";
	unlink $file;
	run_chromium($dir, '--no-pdf-header-footer', "--print-to-pdf=$file", $url);
	return -e $file ? slurp_file($file) : '';
}

# A folder in which these packages (name => version) are in node_modules, or undef if npm is not
# there or cannot get them. ABSENCE_NODE_MODULES=/path is a folder of packages to take instead
# of those of the registry.
sub npm_packages
{
	my ($dir, %packages) = @_;
	if ($ENV{ABSENCE_NODE_MODULES})
	{
		return if grep { !-d "$ENV{ABSENCE_NODE_MODULES}/$_" } keys %packages;
		symlink abs_path($ENV{ABSENCE_NODE_MODULES}), "$dir/node_modules" or return;
		return $dir;
	}
	return unless IPC::Run::run([ 'sh', '-c', 'command -v npm && command -v node' ], '>', '/dev/null', '2>', '/dev/null');
	local $ENV{npm_config_cache} = -w ($ENV{HOME} // '') ? "$ENV{HOME}/.npm" : "$dir/cache";
	my $ok = eval {
		IPC::Run::run([ qw(npm install --no-audit --no-fund --prefer-offline --ignore-scripts --prefix), $dir, map { "$_\@$packages{$_}" } sort keys %packages ],
			'>', '/dev/null', '2>', '/dev/null', IPC::Run::timeout(180));
	};
	return $ok ? $dir : undef;
}

sub quoted
{
	my ($text) = @_;
	$text =~ s/&/&amp;/g;
	$text =~ s/"/&quot;/g;
	return $text;
}

# A page that finds what is wrong with another, which is HTML or an address: it has the other in
# frames and looks at it from outside, because a page may run nothing. On paper: with the rules
# for printing, as wide as a sheet without its margins. axe is the source of axe-core. ready is a
# selector of what a page has when its own scripts have made it.
sub look_page
{
	my (%of) = @_;
	my @frames;
	my $ready = $of{ready} // 'html';
	foreach my $width (@{ $of{widths} })
	{
		push @frames, [ $width, $width, defined $of{html} ? 'srcdoc="' . quoted($of{html}) . '"' : qq{src="$of{url}"} ];
	}
	if (defined $of{html})
	{
		(my $printed = $of{html}) =~ s/\@media screen/\@media speech/g;
		$printed =~ s/\@media print/\@media screen/g;
		push @frames, [ 'A4', 710, 'srcdoc="' . quoted($printed) . '"' ], [ 'Letter', 733, 'srcdoc="' . quoted($printed) . '"' ];
	}
	if ($of{axe})
	{
		my $open = $of{html};
		# axe-core is a script, which the page does not allow
		$open =~ s/<meta http-equiv="Content-Security-Policy"[^>]*>// if defined $open;
		push @frames, [ 'axe', 1000, defined $open ? 'srcdoc="' . quoted($open) . '"' : qq{src="$of{url}"} ];
	}
	my $frames = join "\n", map { qq{<iframe title="$_->[0]" width="$_->[1]" height="800" style="border:0" $_->[2]></iframe>} } @frames;
	(my $axe = $of{axe} // '') =~ s/<\/script/<\\\/script/g;
	return qq{<!DOCTYPE html><html><body>$frames<pre id="found">not looked</pre><pre id="dom"></pre><script type="text/plain" id="axe">$axe</script><script>
		window.onload = async () => {
			const found = [], frames = [...document.querySelectorAll('iframe')];
			for (let i = 0; i < 2500 && !frames.every((f) => f.contentDocument.querySelector('$ready')); i++)
				await new Promise((done) => setTimeout(done, 200));
			document.getElementById('dom').textContent = frames[0].contentDocument.documentElement.outerHTML;
			for (const f of frames) {
				const d = f.contentDocument, w = d.documentElement.clientWidth, say = (what) => found.push(f.title + ': ' + what);
				if (f.title === 'axe') {
					f.contentWindow.eval(document.getElementById('axe').textContent);
					const result = await f.contentWindow.axe.run(d, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']});
					for (const v of result.violations) say(v.id + ' ' + v.nodes[0].html.slice(0, 120));
					if (result.passes.length < 10) say('only ' + result.passes.length + ' rules');
					continue;
				}
				if (d.documentElement.scrollWidth > w) say('scrolls: ' + d.documentElement.scrollWidth);
				if (!d.querySelector('main')) say('empty');
				const scrolls = (e) => e && e !== d.body && (['auto', 'scroll'].includes(f.contentWindow.getComputedStyle(e).overflowX) || scrolls(e.parentElement));
				for (const e of d.querySelectorAll('main *')) {
					const r = e.getBoundingClientRect();
					if (!scrolls(e.parentElement) && r.width > 1 && (r.right > w + 1 || r.left < -1)) { say('too wide: ' + e.tagName + ' ' + e.textContent.slice(0, 40)); break; }
				}
				for (const s of d.querySelectorAll('svg[viewBox]')) {
					const box = s.viewBox.baseVal;
					const boxes = [...s.querySelectorAll('text')].filter((t) => t.textContent !== '').map((t) => {
						const b = t.getBBox(), m = s.getScreenCTM().inverse().multiply(t.getScreenCTM());
						return {text: t.textContent, left: b.x + m.e, right: b.x + m.e + b.width, top: b.y + m.f, bottom: b.y + m.f + b.height};
					});
					for (const b of boxes)
						if (b.left < box.x - 0.5 || b.right > box.x + box.width + 0.5 || b.bottom > box.y + box.height + 1) say('cut: ' + b.text);
					boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
						if (a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top + 3 < b.bottom - 3 && b.top + 3 < a.bottom - 3)
							say('one over the other: ' + a.text + ' | ' + b.text);
					}));
				}
			}
			document.getElementById('found').textContent = 'looked ' + frames.length + '\\n' + found.join('\\n');
		};</script></body></html>};
}

# What such a page has found, from its DOM: how many frames it has looked at, and the faults
sub found_in
{
	my ($dom) = @_;
	my ($found) = ($dom // '') =~ /<pre id="found">(.*?)<\/pre>/s;
	return split /\n/, plain($found // 'no page');
}

# What the first of its frames shows, as HTML
sub shown_in
{
	my ($dom) = @_;
	my ($shown) = ($dom // '') =~ /<pre id="dom">(.*?)<\/pre>/s;
	return plain($shown // '');
}

sub plain
{
	my ($text) = @_;
	my %char = (amp => '&', lt => '<', gt => '>', quot => '"');
	$text =~ s/&(amp|lt|gt|quot);/$char{$1}/g;
	return $text;
}

1;
