// A real issuer for tests: oidc-provider on a loopback port. `node server.mjs PORT JWK`; JWK is the public key by which
// the client `gateway-by-key` introspects. What a token is like, its resource says (RFC 8707):
//
//   https://AUDIENCE.example/ALG            a JWT (RFC 9068) for AUDIENCE, signed with ALG
//   https://AUDIENCE.example/ALG/expired    the same, its `exp` a minute past
//   https://AUDIENCE.example/opaque         an opaque token, which only introspection (RFC 7662) can tell anything of
//
// `POST /admin/rotate` makes new keys and publishes them alone; with `?keep` beside the former ones.
// `GET /admin/fetches` counts what was fetched: {"discovery": n, "jwks": n}.

import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const KINDS = {
  RS256: ['rsa', { modulusLength: 2048 }],
  PS256: ['rsa', { modulusLength: 2048 }],
  ES256: ['ec', { namedCurve: 'P-256' }],
  EdDSA: ['ed25519', {}],
};
const ALGORITHMS = Object.keys(KINDS);
const SCOPES = 'orders:read orders:write';
const [port, jwk] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const fetches = { discovery: 0, jwks: 0 };
let generation = 0;
let keys = [];
let answer;

function made(alg) {
  const { privateKey } = generateKeyPairSync(...KINDS[alg]);
  return { ...privateKey.export({ format: 'jwk' }), kid: `${alg}-${generation}`, alg, use: 'sig' };
}

function resourceServer(resource) {
  const { hostname, pathname } = new URL(resource);
  const [kind] = pathname.slice(1).split('/');
  const usual = { audience: hostname.replace('.example', ''), scope: SCOPES };
  return kind === 'opaque'
    ? { ...usual, accessTokenFormat: 'opaque' }
    : { ...usual, accessTokenFormat: 'jwt', jwt: { sign: { alg: kind } } };
}

function client(id, more) {
  return { client_id: id, client_secret: `${id}-secret`, redirect_uris: [], response_types: [], grant_types: [], ...more };
}

const clients = [
  client('machine', { grant_types: ['client_credentials'] }),
  client('web', {
    grant_types: ['authorization_code'], response_types: ['code'], redirect_uris: ['https://shop.example/signed-in'],
  }),
  client('docs', { // a page's: public, on whichever loopback port it is served (RFC 8252, 7.3)
    client_secret: undefined, token_endpoint_auth_method: 'none', application_type: 'native',
    grant_types: ['authorization_code'], response_types: ['code'],
    redirect_uris: ['http://127.0.0.1/docs/oauth2-redirect.html'],
  }),
  client('gateway', {}),
  client('gateway-by-key', {
    client_secret: undefined, token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [JSON.parse(jwk)] },
  }),
];

function rotate(keep) {
  generation += 1;
  keys = [...ALGORITHMS.map(made), ...(keep ? keys : [])]; // the first that fits signs
  const provider = new Provider(issuer, {
    clients,
    jwks: { keys },
    cookies: { keys: ['no secret: this issuer is a test'] },
    scopes: ['openid', ...SCOPES.split(' ')],
    enabledJWA: { idTokenSigningAlgValues: ALGORITHMS },
    findAccount: (ctx, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    extraTokenClaims: (ctx, token) => ({ roles: [token.kind === 'ClientCredentials' ? 'machine' : 'viewer'] }),
    formats: {
      customizers: {
        jwt(ctx, token, { payload }) {
          if (ctx.oidc.params.resource?.endsWith('/expired')) payload.exp = payload.iat - 60;
        },
      },
    },
    clientBasedCORS: (ctx, origin, client) => client.clientId === 'docs' && origin.startsWith('http://127.0.0.1:'),
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: true },
      introspection: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (ctx, resource) => resourceServer(resource),
        defaultResource: (ctx, client) => (client.clientId === 'docs' ? 'https://shop.example/RS256' : undefined),
        useGrantedResource: (ctx) => ctx.oidc.client.clientId === 'docs', // a page does not name it again
      },
    },
  });
  answer = provider.callback();
}

function administered(request) {
  const { pathname, searchParams } = new URL(request.url, issuer);
  if (pathname === '/admin/rotate') rotate(searchParams.has('keep'));
  return JSON.stringify(fetches);
}

rotate(false);
createServer((request, response) => {
  if (request.url.startsWith('/admin/')) {
    response.end(administered(request));
    return;
  }
  fetches.discovery += request.url === '/.well-known/openid-configuration';
  fetches.jwks += request.url === '/jwks';
  answer(request, response);
}).listen(Number(port), '127.0.0.1');
