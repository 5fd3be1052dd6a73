'use strict';

const SHOWN = 200;
const list = document.getElementById('deliveries');
const state = document.getElementById('state');
const template = document.getElementById('delivery');
let total = 0;

function parsed(body) {
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
}

function pretty(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

function show(delivery) {
  const item = template.content.cloneNode(true);
  const event = parsed(delivery.body);
  const signature = item.querySelector('.signature');
  signature.textContent = delivery.signature_valid ? 'signature valid' : 'signature NOT valid';
  signature.classList.add(delivery.signature_valid ? 'valid' : 'invalid');
  item.querySelector('.type').textContent = delivery.headers['x-scp-event-type'] || event.event_type || 'unknown';
  item.querySelector('.session').textContent = event.session_id || event.subject || '';
  item.querySelector('time').textContent = new Date(delivery.received_at).toLocaleTimeString();
  item.querySelector('.body').textContent = pretty(delivery.body);
  item.querySelector('.headers').textContent = Object.keys(delivery.headers).sort()
    .map((name) => `${name}: ${delivery.headers[name]}`).join('\n');
  list.prepend(item);
  while (list.children.length > SHOWN) {
    list.lastElementChild.remove();
  }
  total += 1;
  count();
}

function count() {
  document.getElementById('empty').hidden = total > 0;
  document.getElementById('count').textContent = total === 0 ? '' : `${total} received`;
}

async function reload() {
  const answer = await fetch('/received');
  list.replaceChildren();
  total = 0;
  (await answer.json()).forEach(show);
  count();
}

const feed = new EventSource('/live');
feed.addEventListener('open', () => {
  state.textContent = 'Live.';
  reload();
});
feed.addEventListener('message', (message) => show(JSON.parse(message.data)));
feed.addEventListener('error', () => {
  state.textContent = 'The inbox is away; trying again…';
});
