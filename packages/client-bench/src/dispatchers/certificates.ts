import { generate } from "selfsigned";

interface Certificate {
  cert: string;
  key: string;
}

/** A certificate authority, and what it signed. All in PEM format. */
export interface Certificates {
  ca: string;
  server: Certificate;
  client: Certificate;
}

/** Creates certificates for a server on 127.0.0.1 and for its clients. */
export async function createCertificates(): Promise<Certificates> {
  const shared = { keyType: "ec", algorithm: "sha256" } as const;
  const ca = await generate(nameSubject("Test authority"), {
    ...shared,
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, critical: true },
    ],
  });
  const sign = async (name: string, usage: "serverAuth" | "clientAuth"): Promise<Certificate> => {
    const signed = await generate(nameSubject(name), {
      ...shared,
      ca: { key: ca.private, cert: ca.cert },
      extensions: [
        { name: "extKeyUsage", [usage]: true },
        { name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] },
      ],
    });
    return { cert: signed.cert, key: signed.private };
  };
  return {
    ca: ca.cert,
    server: await sign("127.0.0.1", "serverAuth"),
    client: await sign("client", "clientAuth"),
  };
}

const nameSubject = (value: string) => [{ name: "commonName", value }];
